package io.rangefold.job;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
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

    /** The answer as a picture, if it is one. */
    default Optional<Image> image() {
        return Optional.empty();
    }

    /** The answer as a curve, if it can be seen as one. */
    default Optional<Curve> curve() {
        return Optional.empty();
    }

    /** A picture. */
    interface Image {
        /** As in {@code "image/png"}. */
        String mediaType();

        /** Writes the file; can be called any number of times. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Values with their uncertainty.
     *
     * @param xLabel what is drawn to the right
     * @param yLabel what is drawn upwards
     * @param points ascending in x
     */
    record Curve(String xLabel, String yLabel, List<Point> points) {
        /** Copies. */
        public Curve {
            points = List.copyOf(points);
        }
    }

    /** A value that lies between {@code low} and {@code high}, with some certainty. */
    record Point(double x, double y, double low, double high) {}

    /** The elements of a long list. */
    interface Elements {
        /** Name of the list in {@link #writeJson}, as in {@code "numbers"}. */
        String name();

        long count();

        /** Writes every element as a JSON value of its own, in order; the generator's root separator is the caller's. */
        void writeEach(JsonGenerator json) throws IOException;
    }
}
