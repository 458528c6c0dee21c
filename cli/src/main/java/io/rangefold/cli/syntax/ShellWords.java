package io.rangefold.cli.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Splits a line into words as a shell does: blanks separate, {@code '…'} is taken as it is, in {@code "…"} a backslash
 * escapes {@code "} and {@code \}, elsewhere any character; {@code #} at the start of a word begins a comment. Nothing is
 * expanded.
 */
public final class ShellWords {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:,=+@^-]+");

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int position;

    private ShellWords(String line) {
        this.line = line;
    }

    /** @throws IllegalArgumentException naming the column, if a quote is not closed or nothing follows a backslash */
    public static List<String> split(String line) {
        return new ShellWords(line).split();
    }

    /** A line that a shell splits into these words again. */
    public static String join(List<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private List<String> split() {
        while (position < line.length()) {
            char c = line.charAt(position);
            if (Character.isWhitespace(c)) {
                endWord();
                position++;
            } else if (c == '#' && !inWord) {
                break;
            } else {
                inWord = true;
                take(c);
            }
        }
        endWord();
        return words;
    }

    private void take(char c) {
        switch (c) {
            case '\'', '"' -> takeQuoted(c);
            case '\\' -> word.append(escaped());
            default -> {
                word.append(c);
                position++;
            }
        }
    }

    private void takeQuoted(char quote) {
        int start = position++;
        while (position < line.length() && line.charAt(position) != quote) {
            char c = line.charAt(position);
            boolean escapes = quote == '"' && c == '\\' && position + 1 < line.length();
            if (escapes && "\"\\".indexOf(line.charAt(position + 1)) >= 0) {
                word.append(escaped());
            } else {
                word.append(c);
                position++;
            }
        }
        if (position == line.length()) {
            throw new IllegalArgumentException("the quote at column " + (start + 1) + " is not closed");
        }
        position++;
    }

    private char escaped() {
        if (position + 1 == line.length()) {
            throw new IllegalArgumentException("nothing follows the backslash at column " + (position + 1));
        }
        position += 2;
        return line.charAt(position - 1);
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
