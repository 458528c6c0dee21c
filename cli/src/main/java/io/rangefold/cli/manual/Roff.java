package io.rangefold.cli.manual;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A manual page in the language of man(7). Texts are taken as they are: what would be a request, an escape, or another
 * character than the one that was written, is escaped.
 */
final class Roff {
    private final StringBuilder page = new StringBuilder();

    /**
     * @param name of the page
     * @param source what it belongs to, and its version
     */
    Roff(String name, String source) {
        page.append(".TH ")
                .append(quoted(name.toUpperCase(Locale.ROOT)))
                .append(" 1 \"\" ")
                .append(quoted(source))
                .append(" \"Rangefold\"\n");
    }

    /** Begins a section. */
    Roff section(String heading) {
        page.append(".SH ").append(quoted(heading)).append('\n');
        return this;
    }

    /** A paragraph's text, which is filled. */
    Roff text(String text) {
        page.append(escaped(text)).append('\n');
        return this;
    }

    /** Begins a paragraph. */
    Roff paragraph() {
        page.append(".PP\n");
        return this;
    }

    /** Lines of their own. */
    Roff lines(List<String> lines) {
        page.append(lines.stream().map(Roff::escaped).collect(Collectors.joining("\n.br\n")))
                .append('\n');
        return this;
    }

    /** A term, in bold type, and what it means. */
    Roff item(String term, String meaning) {
        page.append(".TP\n\\fB")
                .append(escaped(term))
                .append("\\fR\n")
                .append(escaped(meaning))
                .append('\n');
        return this;
    }

    /** Lines that stay as they are. */
    Roff verbatim(List<String> lines) {
        page.append(".PP\n.nf\n");
        lines.forEach(line -> page.append(escaped(line)).append('\n'));
        page.append(".fi\n");
        return this;
    }

    @Override
    public String toString() {
        return page.toString();
    }

    /** Of an argument of a request. */
    private static String quoted(String text) {
        return '"' + escaped(text).replace("\"", "\\(dq") + '"';
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            switch (next) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                case '`' -> escaped.append("\\(ga");
                case '\'' -> escaped.append("\\(aq");
                case '.' -> escaped.append(i == 0 || text.charAt(i - 1) == '\n' ? "\\&." : ".");
                case '…' -> escaped.append("...");
                default -> append(escaped, next);
            }
        }
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, char next) {
        if (next < 128) {
            escaped.append(next);
        } else {
            escaped.append(String.format("\\[u%04X]", (int) next));
        }
    }
}
