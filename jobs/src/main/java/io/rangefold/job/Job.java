package io.rangefold.job;

import java.util.List;
import java.util.Map;

/** A job: an immutable description of what to compute. Safe for use by many threads. */
public interface Job {

    /** The largest encoded spec, bytes; what is larger travels as {@link #inputs()}. */
    int MAX_SPEC_BYTES = 64 * 1024;

    /** This job in the kind's own versioned codec, at most {@link #MAX_SPEC_BYTES}; input data by hash only. */
    byte[] spec();

    /** The input data that the spec names by hash; empty for most kinds. */
    List<Blob> inputs();

    /** The arguments as documents show them, every default filled in, in a stable order. */
    Map<String, String> arguments();

    /**
     * The stage of that number. Stages run one after the other.
     *
     * @param number 0 for the first
     * @param previous the encoded merged partial of the stage before; empty for the first
     */
    Stage<?> stage(int number, byte[] previous);

    /** Whether a stage follows stage {@code number}, which ended with the merged partial {@code merged}. */
    default boolean continuesAfter(int number, byte[] merged) {
        return false;
    }

    /** Whether {@link #conclude} proves the result; if not, the coordinator audits it by computing parts again. */
    boolean proves();

    /**
     * Makes the result of the last stage's merged partial and segments, and proves it if this job {@link #proves()} and
     * {@code prove} is set. Runs once, on a thread of its own that may be busy for long.
     *
     * @throws BadInputException if there turns out to be no answer of the kind asked for; the job fails with it
     */
    Conclusion conclude(byte[] merged, Segments segments, boolean prove);
}
