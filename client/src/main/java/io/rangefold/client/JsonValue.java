package io.rangefold.client;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value, immutable. Members that are missing read as {@link Null}, so that paths can be followed without looking; what
 * is then asked for in vain, as the number of a string that is none, is an {@link IllegalStateException}.
 */
public sealed interface JsonValue {
    /** The null that stands for whatever is missing. */
    Null NULL = new Null();

    /**
     * An object.
     *
     * @param members in the order of the document
     */
    record Members(Map<String, JsonValue> members) implements JsonValue {
        @Override
        public String toString() {
            return JsonText.write(this);
        }
    }

    /**
     * An array.
     *
     * @param elements in their order
     */
    record Elements(List<JsonValue> elements) implements JsonValue {
        @Override
        public String toString() {
            return JsonText.write(this);
        }
    }

    /**
     * A string.
     *
     * @param value without quotes
     */
    record Text(String value) implements JsonValue {
        @Override
        public String toString() {
            return JsonText.write(this);
        }
    }

    /**
     * A number.
     *
     * @param digits as they were written
     */
    record Number(String digits) implements JsonValue {
        @Override
        public String toString() {
            return digits;
        }
    }

    /**
     * True or false.
     *
     * @param value which of them
     */
    record Bool(boolean value) implements JsonValue {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** Null, or nothing there. */
    record Null() implements JsonValue {
        @Override
        public String toString() {
            return "null";
        }
    }

    /** The member of that name; {@link #NULL} if there is none, or this is no object. */
    default JsonValue get(String name) {
        return this instanceof Members object ? object.members().getOrDefault(name, NULL) : NULL;
    }

    /** The elements of an array; of anything else, none. */
    default List<JsonValue> elements() {
        return List.of();
    }

    /** The members of an object; of anything else, none. */
    default Map<String, JsonValue> members() {
        return Map.of();
    }

    /** Whether it is null, or not there. */
    default boolean isNull() {
        return this instanceof Null;
    }

    /** The text of a string, or the digits of a number. */
    default Optional<String> text() {
        if (this instanceof Text text) {
            return Optional.of(text.value());
        }
        return this instanceof Number number ? Optional.of(number.digits()) : Optional.empty();
    }

    /**
     * The text of a string, or the digits of a number.
     *
     * @throws IllegalStateException if it is neither
     */
    default String asText() {
        return text().orElseThrow(() -> new IllegalStateException("neither a string nor a number: " + brief()));
    }

    /**
     * A whole number of any size. Rangefold writes integers that may be large as strings.
     *
     * @throws IllegalStateException if it is none
     */
    default BigInteger asInteger() {
        try {
            return new BigInteger(asText());
        } catch (NumberFormatException e) {
            throw new IllegalStateException("no whole number: " + brief(), e);
        }
    }

    /**
     * A whole number within 64 bits.
     *
     * @throws IllegalStateException if it is none
     */
    default long asLong() {
        try {
            return asInteger().longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalStateException("beyond 64 bits: " + brief(), e);
        }
    }

    /**
     * A number with a fraction.
     *
     * @throws IllegalStateException if it is none
     */
    default double asDouble() {
        try {
            return Double.parseDouble(asText());
        } catch (NumberFormatException e) {
            throw new IllegalStateException("no number: " + brief(), e);
        }
    }

    /** Whether it is the value true. */
    default boolean isTrue() {
        return this instanceof Bool bool && bool.value();
    }

    private String brief() {
        String text = toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
