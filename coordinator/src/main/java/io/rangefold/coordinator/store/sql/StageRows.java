package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.ledger.SlotKey;
import io.rangefold.coordinator.store.Change.Opinion;
import io.rangefold.coordinator.store.Change.StoredAudit;
import io.rangefold.coordinator.store.StoredState.Segment;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SegmentRef;
import io.rangefold.protocol.WorkerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Between what belongs to a stage of a job and rows of tables {@code checkpoints}, {@code partials}, {@code segments}, {@code audits}. */
final class StageRows {
    private static final String SUM = "crc";

    private StageRows() {}

    /** An interval of an owner. */
    record Interval(Owner owner, Range range) {}

    /** A part of what an owner's intervals amount to. */
    record Part(Owner owner, byte[] partial) {}

    /** Output of a job. */
    record Output(String job, Segment segment) {}

    /** A waiting audit of a job. */
    record Waiting(String job, StoredAudit audit) {}

    /** Who has committed what of a stage. */
    record Owner(String job, int stage, String name) {
        Row row() {
            return new Row().with("job", job).with("stage", stage).with("owner", name);
        }

        private static Owner read(ResultSet row) throws SQLException {
            return new Owner(row.getString("job"), row.getInt("stage"), row.getString("owner"));
        }
    }

    static Row row(Interval interval) {
        return interval.owner()
                .row()
                .with("low", interval.range().low())
                .with("high", interval.range().high())
                .summed(SUM);
    }

    static Interval readInterval(ResultSet row) throws SQLException {
        return Row.read(
                row,
                "a checkpoint of job " + row.getString("job"),
                SUM,
                it -> new Interval(Owner.read(it), range(it)),
                StageRows::row);
    }

    /** All columns but {@code part}, which the database counts. */
    static Row row(Part part) {
        return part.owner().row().with("partial", part.partial()).summed(SUM);
    }

    static Part readPart(ResultSet row) throws SQLException {
        return Row.read(
                row,
                "a partial of job " + row.getString("job"),
                SUM,
                it -> new Part(Owner.read(it), it.getBytes("partial")),
                StageRows::row);
    }

    static Row row(Output output) {
        Segment segment = output.segment();
        return new Owner(output.job(), segment.stage(), segment.owner())
                .row()
                .with("low", segment.range().low())
                .with("high", segment.range().high())
                .with("sha256", segment.ref().id().sha256())
                .with("length", segment.ref().length())
                .summed(SUM);
    }

    static Output readOutput(ResultSet row) throws SQLException {
        return Row.read(
                row,
                "a segment of job " + row.getString("job"),
                SUM,
                it -> new Output(
                        it.getString("job"),
                        new Segment(
                                it.getInt("stage"),
                                range(it),
                                new SegmentRef(new BlobId(it.getString("sha256")), it.getInt("length")),
                                it.getString("owner"))),
                StageRows::row);
    }

    static Row row(Waiting waiting) {
        StoredAudit audit = waiting.audit();
        Opinion owner = audit.opinions().get(0);
        return new Row()
                .with("job", waiting.job())
                .with("stage", audit.stage())
                .with("low", audit.range().low())
                .with("high", audit.range().high())
                .with("worker", owner.by().worker().value())
                .with("slot", owner.by().slot())
                .with("digest", owner.digest())
                .with(
                        "others",
                        text(audit.opinions().subList(1, audit.opinions().size())))
                .summed(SUM);
    }

    /** A line each: digest, slot, worker. */
    private static String text(List<Opinion> opinions) {
        return opinions.stream()
                .map(it -> it.digest() + " " + it.by().slot() + " " + it.by().worker())
                .collect(Collectors.joining("\n"));
    }

    private static List<Opinion> opinions(String text) {
        List<Opinion> all = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", 3);
            all.add(new Opinion(new SlotKey(new WorkerId(words[2]), Integer.parseInt(words[1])), words[0]));
        }
        return all;
    }

    static Waiting readAudit(ResultSet row) throws SQLException {
        return Row.read(row, "an audit of job " + row.getString("job"), SUM, StageRows::decodeAudit, StageRows::row);
    }

    private static Waiting decodeAudit(ResultSet row) throws SQLException {
        List<Opinion> all = new ArrayList<>();
        SlotKey owner = new SlotKey(new WorkerId(row.getString("worker")), row.getInt("slot"));
        all.add(new Opinion(owner, row.getString("digest")));
        all.addAll(opinions(row.getString("others")));
        return new Waiting(row.getString("job"), new StoredAudit(row.getInt("stage"), range(row), all));
    }

    private static Range range(ResultSet row) throws SQLException {
        return Range.of(row.getLong("low"), row.getLong("high"));
    }
}
