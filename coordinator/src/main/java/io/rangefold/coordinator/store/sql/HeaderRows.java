package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.coordinator.store.JobHeader;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.JobId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Between headers of jobs and the columns of table {@code jobs} that never change. */
final class HeaderRows {
    private static final String NONE = "none";
    private static final String CHECK = "check";
    private static final String AUDIT = "audit=";
    private static final String QUORUM = "quorum=";

    private HeaderRows() {}

    static Row row(JobHeader header) {
        JobOptions options = header.options();
        OptionalInt maxSlots = options.maxSlots();
        return new Row()
                .with("number", header.number())
                .with("id", header.id().value())
                .with("kind", header.kind())
                .with("name", options.name())
                .with("folded_name", fold(options.name()))
                .with("priority", options.priority())
                .with("arguments", ArgumentTexts.text(header.arguments()))
                .with("idempotency_key", header.idempotencyKey().orElse(null))
                .with("submitted_at", Moments.text(header.submittedAt()))
                .with("max_slots", maxSlots.isPresent() ? maxSlots.getAsInt() : null)
                .with("timeout", options.timeout().map(Duration::toString).orElse(null))
                .with("max_attempts", options.maxAttempts())
                .with("verify", text(options.verify()))
                .with("spec", header.spec())
                .summed("header_crc");
    }

    /** What names are compared by. */
    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Of a row that has the job's input data too, as hashes separated by spaces in {@code inputs}. */
    static JobHeader read(ResultSet row) throws SQLException {
        return Row.read(row, "job " + row.getString("id"), "header_crc", HeaderRows::decode, HeaderRows::row);
    }

    private static JobHeader decode(ResultSet row) throws SQLException {
        int maxSlots = row.getInt("max_slots");
        JobOptions options = new JobOptions(
                row.getString("name"),
                row.getInt("priority"),
                maxSlots == 0 ? OptionalInt.empty() : OptionalInt.of(maxSlots),
                Optional.ofNullable(row.getString("timeout")).map(Duration::parse),
                row.getInt("max_attempts"),
                verifyMode(row.getString("verify")));
        return new JobHeader(
                new JobId(row.getString("id")),
                row.getLong("number"),
                row.getString("kind"),
                row.getBytes("spec"),
                ArgumentTexts.parse(row.getString("arguments")),
                options,
                Optional.ofNullable(row.getString("idempotency_key")),
                inputs(row.getString("inputs")),
                Moments.read(row, "submitted_at"));
    }

    private static List<BlobId> inputs(@Nullable String hashes) {
        return hashes == null
                ? List.of()
                : Stream.of(hashes.split(" ")).map(BlobId::new).toList();
    }

    private static String text(VerifyMode mode) {
        if (mode instanceof VerifyMode.Audit audit) {
            return AUDIT + audit.percent();
        }
        if (mode instanceof VerifyMode.Quorum quorum) {
            return QUORUM + quorum.voters();
        }
        return mode instanceof VerifyMode.None ? NONE : CHECK;
    }

    private static VerifyMode verifyMode(String text) {
        if (text.startsWith(AUDIT)) {
            return new VerifyMode.Audit(Double.parseDouble(text.substring(AUDIT.length())));
        }
        if (text.startsWith(QUORUM)) {
            return new VerifyMode.Quorum(Integer.parseInt(text.substring(QUORUM.length())));
        }
        return text.equals(NONE) ? new VerifyMode.None() : new VerifyMode.Check();
    }
}
