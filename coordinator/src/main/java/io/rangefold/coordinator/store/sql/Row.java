package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.store.StoreDamagedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The values of a row by column, in the order in which they are summed. Values are strings, byte arrays, long, int, double, boolean
 * or null.
 */
final class Row {
    private static final char REPLACEMENT = '\uFFFD';

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    /** Text is changed to what both databases can store: no zeros, no halves of surrogate pairs. */
    Row with(String column, @Nullable Object value) {
        values.put(column, value instanceof String text ? storable(text) : value);
        return this;
    }

    /** Adds the CRC-32C of all values before it. */
    Row summed(String column) {
        return with(column, checksum());
    }

    /** Copies all values but those of columns that are there already. */
    void addTo(Row other) {
        values.forEach(other.values::putIfAbsent);
    }

    static String storable(String text) {
        if (text.indexOf('\0') < 0 && text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return text;
        }
        return text.codePoints()
                .map(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    long checksum() {
        CRC32C sum = new CRC32C();
        values.values().forEach(value -> add(sum, value));
        return sum.getValue();
    }

    /** Each value behind its type and length, so that no two rows look the same. */
    private static void add(CRC32C sum, @Nullable Object value) {
        if (value == null) {
            sum.update('0');
        } else if (value instanceof byte[] bytes) {
            add(sum, 'b', bytes);
        } else if (value instanceof String text) {
            add(sum, 't', text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Boolean truth) {
            add(sum, 'l', ByteBuffer.allocate(Long.BYTES).putLong(truth ? 1 : 0).array());
        } else if (value instanceof Double number) {
            add(sum, 'd', ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
        } else {
            long number = ((Number) value).longValue();
            add(sum, 'l', ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        }
    }

    private static void add(CRC32C sum, char type, byte[] bytes) {
        sum.update(type);
        sum.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        sum.update(bytes);
    }

    /** A statement that inserts such a row. */
    String insert(String table) {
        return "INSERT INTO " + table + " (" + String.join(", ", values.keySet()) + ") VALUES ("
                + values.keySet().stream().map(column -> ":" + column).collect(Collectors.joining(", ")) + ")";
    }

    /** A list of assignments of all columns. */
    String assignments() {
        return values.keySet().stream().map(column -> column + " = :" + column).collect(Collectors.joining(", "));
    }

    /** The same, from the row that an insertion did not get in. */
    String excluded() {
        return values.keySet().stream()
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
    }

    void bindTo(SqlStatement<?> statement) {
        values.forEach(statement::bind);
    }

    /** Makes a value of a row, as {@code row} would make the same row of it. */
    @FunctionalInterface
    interface Decoder<T> {
        T decode(ResultSet row) throws SQLException;
    }

    /**
     * Reads what was stored with a sum, and checks that it is that.
     *
     * @param what the row, for people
     * @param sum its column with the sum
     * @throws StoreDamagedException if it is something else
     */
    static <T> T read(ResultSet row, String what, String sum, Decoder<T> decoder, Function<T, Row> encoder)
            throws SQLException {
        T value;
        Row again;
        try {
            value = decoder.decode(row);
            again = encoder.apply(value);
        } catch (RuntimeException e) {
            throw new StoreDamagedException(what + " can't be read", e);
        }
        if (!Objects.equals(again.values.get(sum), row.getLong(sum))) {
            throw new StoreDamagedException(what + " is not as it was written: its checksum differs", null);
        }
        return value;
    }
}
