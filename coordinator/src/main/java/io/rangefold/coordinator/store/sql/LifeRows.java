package io.rangefold.coordinator.store.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rangefold.coordinator.document.DocumentReader;
import io.rangefold.coordinator.document.Json;
import io.rangefold.coordinator.document.RangeMapDocument;
import io.rangefold.coordinator.document.TimelineDocument;
import io.rangefold.coordinator.service.JobView.Cpu;
import io.rangefold.coordinator.service.Timeline;
import io.rangefold.coordinator.store.JobLife;
import io.rangefold.coordinator.store.StoreDamagedException;
import io.rangefold.protocol.JobId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jdbi.v3.core.Handle;

/** Table {@code lives}. Documents are deflated: bars look much alike. */
final class LifeRows {
    /** The oldest half of the bars goes until a timeline is no larger. */
    static final int LARGEST_BYTES = 512 * 1024;

    /** What is inflated again is at most so large. */
    private static final int LARGEST_INFLATED_BYTES = 64 << 20;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LifeRows() {}

    private record Raw(String job, long useful, long lost, long idle, long verification, byte[] timeline, byte[] map) {}

    static Row row(JobId job, JobLife life) {
        Cpu cpu = life.cpu();
        return row(new Raw(
                job.value(),
                nanos(cpu.usefulSeconds()),
                nanos(cpu.lostSeconds()),
                nanos(cpu.idleSeconds()),
                nanos(cpu.verificationSeconds()),
                life.timeline().map(LifeRows::deflated).orElse(new byte[0]),
                life.map()
                        .map(map -> deflated(json -> RangeMapDocument.write(json, map)))
                        .orElse(new byte[0])));
    }

    private static Row row(Raw raw) {
        return new Row()
                .with("job", raw.job())
                .with("useful_nanos", raw.useful())
                .with("lost_nanos", raw.lost())
                .with("idle_nanos", raw.idle())
                .with("verification_nanos", raw.verification())
                .with("timeline", raw.timeline())
                .with("map", raw.map())
                .summed("crc");
    }

    static Optional<JobLife> find(Handle handle, JobId job) {
        return handle.createQuery("SELECT * FROM lives WHERE job = :job")
                .bind("job", job.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    private static JobLife read(ResultSet row) throws SQLException {
        Raw raw = Row.read(
                row,
                "the life of job " + row.getString("job"),
                "crc",
                it -> new Raw(
                        it.getString("job"),
                        it.getLong("useful_nanos"),
                        it.getLong("lost_nanos"),
                        it.getLong("idle_nanos"),
                        it.getLong("verification_nanos"),
                        it.getBytes("timeline"),
                        it.getBytes("map")),
                LifeRows::row);
        return new JobLife(
                cpu(raw.useful(), raw.lost(), raw.idle(), raw.verification()),
                inflated(raw.timeline(), DocumentReader::timeline),
                inflated(raw.map(), DocumentReader::rangeMap));
    }

    /** Of a job's row that is joined with that of its life, if it has one. */
    static Optional<Cpu> cpu(ResultSet row) throws SQLException {
        return row.getObject("useful_nanos") == null
                ? Optional.empty()
                : Optional.of(cpu(
                        row.getLong("useful_nanos"),
                        row.getLong("lost_nanos"),
                        row.getLong("idle_nanos"),
                        row.getLong("verification_nanos")));
    }

    private static Cpu cpu(long useful, long lost, long idle, long verification) {
        return new Cpu(useful / 1e9, lost / 1e9, idle / 1e9, verification / 1e9);
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }

    private static byte[] deflated(Timeline timeline) {
        Timeline kept = timeline;
        byte[] bytes = deflatedWhole(kept);
        while (bytes.length > LARGEST_BYTES && !kept.bars().isEmpty()) {
            List<Timeline.Bar> bars = kept.bars();
            kept = kept.withBars(bars.subList((bars.size() + 1) / 2, bars.size()));
            bytes = deflatedWhole(kept);
        }
        return bytes;
    }

    private static byte[] deflatedWhole(Timeline timeline) {
        return deflated(json -> TimelineDocument.write(json, timeline, 0));
    }

    private static byte[] deflated(Json.Document document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(Json.compactText(document).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static <T> Optional<T> inflated(byte[] bytes, Function<JsonNode, T> reader) {
        if (bytes.length == 0) {
            return Optional.empty();
        }
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return Optional.of(reader.apply(MAPPER.readTree(in.readNBytes(LARGEST_INFLATED_BYTES))));
        } catch (IOException | RuntimeException e) {
            throw new StoreDamagedException("the life of a job can't be read", e);
        }
    }
}
