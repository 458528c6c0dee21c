package io.rangefold.cli.html;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import io.rangefold.coordinator.document.Json;
import io.rangefold.coordinator.document.VersionDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A page in one file: its style, its scripts and its data, and nothing that is fetched from anywhere. It may be sent by mail
 * and opened from a disk. Its policy runs just these scripts, by their hashes; the data is JSON that no browser takes for a
 * script, whatever names it has in it.
 */
public final class HtmlPage {
    private final String title;
    private final String style;
    private final List<String> scripts = new ArrayList<>();

    /**
     * @param title for the window; any text
     * @param style CSS
     */
    public HtmlPage(String title, String style) {
        this.title = title;
        this.style = inert(style);
    }

    /** Adds a script, to be run after those before, and after the data is there as the element {@code data}. */
    public HtmlPage script(String source) {
        scripts.add(inert(source));
        return this;
    }

    /** Writes the page. */
    public void write(OutputStream out, Json.Document data) throws IOException {
        StringBuilder head =
                new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        head.append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(policy())
                .append("\">\n");
        head.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        head.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
        head.append("<meta name=\"referrer\" content=\"no-referrer\">\n");
        head.append("<meta name=\"generator\" content=\"Rangefold ").append(escape(VersionDocument.VERSION));
        head.append("\">\n<title>").append(escape(title)).append("</title>\n");
        head.append("<style>").append(style).append("</style>\n</head>\n<body>\n<main id=\"page\"></main>\n");
        head.append("<noscript>This page draws its figures with scripts, which are switched off here.</noscript>\n");
        head.append("<script type=\"application/json\" id=\"data\">");
        write(out, head);
        try (JsonGenerator json = Json.compact(out).setCharacterEscapes(new Inert())) {
            data.write(json);
        }
        StringBuilder tail = new StringBuilder("</script>\n");
        for (String script : scripts) {
            tail.append("<script>").append(script).append("</script>\n");
        }
        write(out, tail.append("</body>\n</html>\n"));
    }

    private static void write(OutputStream out, CharSequence text) throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String policy() {
        StringBuilder policy =
                new StringBuilder("default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:");
        policy.append("; style-src ").append(hash(style)).append("; script-src");
        scripts.forEach(script -> policy.append(' ').append(hash(script)));
        return policy.toString();
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java runtime has SHA-256", e);
        }
    }

    /** Checks that nothing in it ends the element it is put into. Line ends are those that a browser would hash. */
    private static String inert(String source) {
        String lower = source.toLowerCase(Locale.ROOT);
        if (lower.contains("</script") || lower.contains("</style") || lower.contains("<!--")) {
            throw new IllegalArgumentException("it would end the element that it is put into");
        }
        return source.replace("\r\n", "\n");
    }

    /** For the text and the attributes of elements. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Writes what could begin or end an element as an escape of JSON. */
    private static final class Inert extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

        Inert() {
            for (char c : new char[] {'<', '>', '&', '\''}) {
                ascii[c] = CharacterEscapes.ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int ch) {
            return null;
        }
    }
}
