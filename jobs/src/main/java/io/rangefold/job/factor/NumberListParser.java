package io.rangefold.job.factor;

import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.InputStore;
import io.rangefold.job.text.Excerpt;
import io.rangefold.job.text.NumberLiteral;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;

/**
 * Reads lists of positive integers as users write them, straight into blocks: beside those, memory does not grow with the
 * list.
 *
 * <p>In a file, a line holds one number or none; {@code #} begins a comment; lines end with LF or CRLF; a byte order mark at
 * the beginning is skipped.
 */
final class NumberListParser {
    private static final String HINT = "write positive integers such as 360, 1_000, 1e8 or 2^61-1";
    private static final String FILE_HINT = HINT + ", one a line; # begins a comment";

    private static final BigInteger MAX = BigInteger.TEN.pow(Factors.MAX_DIGITS).subtract(BigInteger.ONE);

    /** Numbers of so many digits are below 2^63 for certain. */
    private static final int WORD_DIGITS = 18;

    private final NumberListBuilder numbers;

    /** @param store gets the blocks */
    NumberListParser(InputStore store) {
        numbers = new NumberListBuilder(store);
    }

    /**
     * The words of a command line.
     *
     * @throws BadInputException naming the argument that is no positive integer
     */
    void addWords(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String where = "argument " + (i + 1);
            add(words.get(i).strip(), where, HINT);
        }
    }

    /**
     * The lines of a file.
     *
     * @throws BadInputException naming the line that is no positive integer, or if there are none
     */
    void addLines(Arguments.InputFile file) {
        long before = numbers.count();
        try (LineReader lines = new LineReader(file.content().open())) {
            while (lines.next()) {
                if (!addShort(lines, file.name())) {
                    addLine(lines.text(), file.name(), lines.number());
                }
            }
        } catch (IOException e) {
            throw file.unreadable(e);
        }
        if (numbers.count() == before) {
            throw new BadInputException("there are no numbers in the file", file.name(), FILE_HINT);
        }
    }

    NumberListBuilder numbers() {
        return numbers;
    }

    private void addLine(String line, String name, long number) {
        String where = name + ", line " + number;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < ' ' && c != '\t' && c != '\r' || c == 0x7f || c == '\uFFFD') {
                throw new BadInputException("this is not a text file", where, FILE_HINT);
            }
        }
        int from = number == 1 && line.startsWith("\uFEFF") ? 1 : 0;
        int comment = line.indexOf('#');
        String token =
                line.substring(from, comment < 0 ? line.length() : comment).strip();
        if (!token.isEmpty()) {
            add(token, where, FILE_HINT);
        }
    }

    /** Adds a line that is a plain number of few digits, without making objects of it; false if it is not one. */
    private boolean addShort(LineReader lines, String name) {
        byte[] bytes = lines.bytes();
        int length = lines.length();
        if (length > WORD_DIGITS) {
            return false;
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            value = 10 * value + digit;
        }
        if (value == 0) {
            return false;
        }
        if (numbers.count() == NumberList.MAX_COUNT) {
            refuseMore(name + ", line " + lines.number());
        }
        numbers.add(value);
        return true;
    }

    private void refuseMore(String where) {
        throw new BadInputException(
                "there are more than " + NumberList.MAX_COUNT + " numbers", where, "split the list into several jobs");
    }

    private void add(String token, String where, String hint) {
        BigInteger value;
        try {
            value = NumberLiteral.parse(token, where, BigInteger.ONE, MAX);
        } catch (BadInputException e) {
            // its own message names the bounds, a thousand digits long
            throw new BadInputException(
                    Excerpt.of(token) + " is not a positive integer of at most " + Factors.MAX_DIGITS + " digits",
                    where,
                    hint);
        }
        if (numbers.count() == NumberList.MAX_COUNT) {
            refuseMore(where);
        }
        numbers.add(value);
    }
}
