package io.rangefold.cli.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import io.rangefold.coordinator.document.Json;
import io.rangefold.job.JobResult;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Compares answers of any length by the SHA-256 of their JSON. */
final class AnswerHash {
    private AnswerHash() {}

    static String of(JobResult result) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
            try (JsonGenerator json = new Doubles(Json.compact(sink))) {
                result.writeJson(json);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java runtime has SHA-256", e);
        }
    }

    /** Writes fractions in one way, whatever form they come in: those of a remote answer were read and written once more. */
    private static final class Doubles extends JsonGeneratorDelegate {
        Doubles(JsonGenerator json) {
            super(json, false);
        }

        @Override
        public void writeNumber(BigDecimal value) throws IOException {
            writeNumber(value.doubleValue());
        }

        @Override
        public void writeNumber(String encoded) throws IOException {
            writeNumber(Double.parseDouble(encoded));
        }
    }
}
