package io.rangefold.job.prime;

import io.rangefold.job.KernelContext;
import io.rangefold.job.KernelStoppedException;
import io.rangefold.job.SegmentSink;

/** At one poll, cuts the stride as short as it may be, or wants no more of it. */
final class CuttingContext implements KernelContext {
    private final int poll;
    private final boolean stops;
    private long end;
    private int polls;

    private CuttingContext(long high, int poll, boolean stops) {
        this.end = high;
        this.poll = poll;
        this.stops = stops;
    }

    static CuttingContext shortening(long high, int poll) {
        return new CuttingContext(high, poll, false);
    }

    static CuttingContext stopping(long high, int poll) {
        return new CuttingContext(high, poll, true);
    }

    /** The end that the stride has come to. */
    long end() {
        return end;
    }

    @Override
    public long poll(long index) {
        if (++polls == poll) {
            if (stops) {
                throw new KernelStoppedException();
            }
            end = Math.min(end, index + 1);
        }
        return end;
    }

    @Override
    public SegmentSink output() {
        throw new UnsupportedOperationException("primes have no output");
    }
}
