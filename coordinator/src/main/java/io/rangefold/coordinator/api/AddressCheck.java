package io.rangefold.coordinator.api;

import io.rangefold.job.BadInputException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Whether the escapes of an address mean text in UTF-8. Servers differ in what they make of others, so that what one part takes
 * for harmless may be something else to the next.
 */
final class AddressCheck {
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{2}");

    private AddressCheck() {}

    /**
     * Checks a path or a query as it was sent.
     *
     * @throws BadInputException if it has broken escapes, or such of bytes that are no UTF-8
     */
    static void check(String sent, String where) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(sent.length());
        for (int i = 0; i < sent.length(); i++) {
            char at = sent.charAt(i);
            if (at != '%') {
                bytes.writeBytes(String.valueOf(at).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            String digits = sent.substring(i + 1, Math.min(i + 3, sent.length()));
            if (!HEX.matcher(digits).matches()) {
                throw bad("a \"%\" without two hexadecimal digits behind it", where);
            }
            bytes.write(Integer.parseInt(digits, 16));
            i += 2;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
        } catch (CharacterCodingException e) {
            throw bad("bytes that are not UTF-8", where);
        }
    }

    private static BadInputException bad(String what, String where) {
        return new BadInputException("the address has " + what, where, "escape it as UTF-8");
    }
}
