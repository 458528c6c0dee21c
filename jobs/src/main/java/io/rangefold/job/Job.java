package io.rangefold.job;

import io.rangefold.protocol.BlobId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A job: an immutable description of what to compute. Safe for use by many threads. */
public interface Job {

    /** The largest encoded spec, bytes; what is larger travels as {@link #inputs()}. */
    int MAX_SPEC_BYTES = 64 * 1024;

    /** This job in the kind's own versioned codec, at most {@link #MAX_SPEC_BYTES}; input data by hash only. */
    byte[] spec();

    /** The hashes of the input data that the spec names, which {@link JobKind#parse} has put into the store; mostly none. */
    default List<BlobId> inputs() {
        return List.of();
    }

    /** The arguments as documents show them, every default filled in, in a stable order. */
    Map<String, String> arguments();

    /**
     * The stage of that number. Stages run one after the other.
     *
     * @param number 0 for the first
     * @param state what {@link #after} made of the stages before; empty for the first
     */
    Stage<?> stage(int number, byte[] state);

    /**
     * What is known after stage {@code number}, or after what was computed of it so far; at most {@link #MAX_SPEC_BYTES}. It
     * travels with each lease of the next stage, and must not take more than a moment to make.
     *
     * @param state what the stage was made of
     * @param merged its encoded merged partial
     */
    default byte[] after(int number, byte[] state, byte[] merged) {
        return merged;
    }

    /** Whether a stage follows stage {@code number}, after which {@code state} is known. */
    default boolean continuesAfter(int number, byte[] state) {
        return false;
    }

    /** Whether {@link #conclude} proves the result; if not, the coordinator audits it by computing parts again. */
    boolean proves();

    /**
     * Makes the result, and proves it if this job {@link #proves()} and {@code prove} is set. Runs once, on a thread of its own
     * that may be busy for long.
     *
     * @param state what is known {@link #after} the last stage
     * @param segments the output of the last stage that wrote any
     * @throws BadInputException if there turns out to be no answer of the kind asked for; the job fails with it
     */
    Conclusion conclude(byte[] state, Segments segments, boolean prove);

    /** Whether a part of the work is an answer to a part of the question, which {@link #concludeEarly} can give. */
    default boolean answersInPart() {
        return false;
    }

    /**
     * As {@link #conclude}, of a job whose time is over: the present stage, and its output, may have gaps. Called only if this
     * job {@link #answersInPart()}.
     */
    default Conclusion concludeEarly(byte[] state, Segments segments, boolean prove) {
        throw new UnsupportedOperationException("a part of the work is no answer");
    }

    /**
     * What a stage that runs can show of the answer so far, quickly made; empty if a part of it means nothing to people.
     *
     * @param state what is known {@link #after} what was committed so far
     * @param segments the output so far, with gaps
     */
    default Optional<JobResult> preview(byte[] state, Segments segments) {
        return Optional.empty();
    }
}
