package io.rangefold.cli.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.coordinator.document.Json;
import io.rangefold.job.JobResult;
import java.io.IOException;
import java.io.OutputStream;
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
            try (JsonGenerator json = Json.compact(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
                result.writeJson(json);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java runtime has SHA-256", e);
        }
    }
}
