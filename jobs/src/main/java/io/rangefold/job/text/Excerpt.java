package io.rangefold.job.text;

/** Quotes what a user wrote, short and printable, for messages. */
public final class Excerpt {
    private static final int MAX_CHARACTERS = 40;

    private Excerpt() {}

    /** {@code text} in double quotes; at most its first 40 characters, what can't be printed as {@code ?}. */
    public static String of(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints()
                .limit(MAX_CHARACTERS)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .forEach(quoted::appendCodePoint);
        if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
            quoted.append('…');
        }
        return quoted.append('"').toString();
    }
}
