package io.rangefold.job;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;

/** The answer of a job. May be large: it is written, never held as one text. Can be written any number of times. */
public interface JobResult {

    /** Writes the JSON object that documents show as {@code result}; integers of any size as strings. */
    void writeJson(JsonGenerator json) throws IOException;

    /** Writes the answer for humans, lines ended by {@code \n}. */
    void writeText(Appendable out) throws IOException;

    /** The answer's one long list, if it has one: what {@code --results FILE} writes a line each. */
    default Optional<Elements> elements() {
        return Optional.empty();
    }

    /** The elements of a long list. */
    interface Elements {
        /** Name of the list in {@link #writeJson}, as in {@code "numbers"}. */
        String name();

        long count();

        /** Writes every element as a JSON value of its own, in order; the generator's root separator is the caller's. */
        void writeEach(JsonGenerator json) throws IOException;
    }
}
