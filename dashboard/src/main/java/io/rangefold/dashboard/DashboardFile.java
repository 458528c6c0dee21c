package io.rangefold.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** A file as a browser gets it. Immutable: the arrays are handed to nobody who would change them. */
public final class DashboardFile {
    private static final int TAG_BYTES = 12;

    private final String mediaType;
    private final byte[] plain;
    private final byte[] gzipped;
    private final String tag;

    DashboardFile(String mediaType, byte[] content) {
        this.mediaType = mediaType;
        this.plain = content.clone();
        this.gzipped = gzip(content);
        this.tag = hash(content);
    }

    /** As in {@code "text/css;charset=utf-8"}. */
    public String mediaType() {
        return mediaType;
    }

    /** The content; {@code gzip} for its compressed form. */
    public byte[] bytes(boolean gzip) {
        return (gzip ? gzipped : plain).clone();
    }

    /** The strong {@code ETag} of that form, with its quotes. */
    public String eTag(boolean gzip) {
        return gzip ? "\"" + tag + "-gzip\"" : "\"" + tag + "\"";
    }

    /** Its text. */
    public String text() {
        return new String(plain, StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String hash(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
