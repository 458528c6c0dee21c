package io.rangefold.job;

/** What a kernel may ask of the slot that runs it. */
public interface KernelContext {

    /**
     * To be called at least every 10 ms by a kernel that may take longer than that: counts progress and lets the slot see
     * to its mail. Costs some 30 ns.
     *
     * <p>The stride may become shorter by it. The kernel must then return the partial of exactly {@code [low, end)}, with
     * the smallest end that any call returned.
     *
     * @param index the index that is being computed, within the stride
     * @return the end that the stride now has, at least {@code index + 1}; never grows
     * @throws KernelStoppedException if what is computed is no longer wanted
     */
    long poll(long index);

    /** Where output of the present index goes; kept in index order, delivered with the commit that covers it. */
    SegmentSink output();

    /** A context for tests and tools: never stops, keeps strides whole, gathers output in memory. */
    static KernelContext detached(long high) {
        return new DetachedContext(high);
    }
}
