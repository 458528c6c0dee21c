package io.rangefold.job;

/**
 * The monoid of a stage's partial results. Merging is exact, associative and commutative; encodings are canonical: equal
 * partials have equal bytes, however they were merged.
 *
 * @param <P> a partial: immutable, or never changed after it was handed out
 */
public interface PartialType<P> {

    /** The largest encoded partial of a commit, bytes. What is merged of many commits may be larger. */
    int MAX_BYTES = 64 * 1024;

    P identity();

    P merge(P a, P b);

    /**
     * Canonical bytes, versioned. A slot whose next commit would have more than {@link #MAX_BYTES} commits earlier, in smaller
     * strides; a single index with more fails the job.
     */
    byte[] encode(P partial);

    /** @throws IllegalArgumentException if the bytes are no partial of this stage; never trusts lengths it reads */
    P decode(byte[] bytes);

    /** The first index at and beyond which nothing can change the answer any more; {@code Long.MAX_VALUE} if none. */
    default long cutoff(P merged) {
        return Long.MAX_VALUE;
    }
}
