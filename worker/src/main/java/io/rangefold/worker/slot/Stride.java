package io.rangefold.worker.slot;

import io.rangefold.job.DeterministicException;
import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.KernelStoppedException;
import io.rangefold.job.PartialType;
import io.rangefold.job.SegmentSink;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotReport.Failure;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * A piece of a lease that a kernel computes without the slot reading its mail, unless the kernel polls.
 *
 * @param <P> the type of a partial result
 */
public final class Stride<P> {
    /** An audit computes that part of its first stride by the reference implementation too. */
    private static final int REFERENCE_SHARE = 32;

    private final Growing<P> growing;
    private final boolean compareWithReference;
    private final long startNanos;
    private Range range;
    private Outcome<P> outcome = new Outcome.Stopped<>();

    Stride(Growing<P> growing, Range range, boolean compareWithReference, long startNanos) {
        this.growing = growing;
        this.range = range;
        this.compareWithReference = compareWithReference;
        this.startNanos = startNanos;
    }

    /** What is computed; its end may come down while the kernel polls. */
    public Range range() {
        return range;
    }

    long startNanos() {
        return startNanos;
    }

    /** Lets the stride end earlier, unless the kernel is through with it: then only the comparison still runs. */
    void cut(long end) {
        if (!(outcome instanceof Outcome.Done)) {
            range = range.before(end);
        }
    }

    /**
     * Runs the kernel and keeps what came of it. Throws nothing that a kernel may throw.
     *
     * @param poll called with the present index when the kernel polls; gives the end of the stride, or throws
     *     {@link KernelStoppedException}
     */
    public void compute(LongUnaryOperator poll) {
        try {
            Workspace<P> workspace = growing.workspace();
            Context context = new Context(poll);
            P partial = workspace.kernel().compute(range.low(), range.high(), context);
            outcome = new Outcome.Done<>(partial, context.bytes());
            if (compareWithReference) {
                workspace.stage().newReferenceKernel().ifPresent(reference -> compare(reference, poll));
            }
        } catch (KernelStoppedException e) {
            outcome = new Outcome.Stopped<>();
        } catch (DeterministicException e) {
            outcome = new Outcome.Failed<>(Failure.DETERMINISTIC, e.index(), e.getMessage());
        } catch (Exception | Error e) {
            outcome = new Outcome.Failed<>(Failure.EXCEPTION, range.low(), describe(e));
        }
    }

    private void compare(Kernel<P> reference, LongUnaryOperator poll) {
        Range slice = range.first(range.share(REFERENCE_SHARE));
        Context production = new Context(index -> Math.max(slice.high(), poll.applyAsLong(index)));
        Context independent = new Context(production.poll);
        PartialType<P> type = growing.workspace().stage().partials();
        byte[] expected = type.encode(growing.workspace().kernel().compute(slice.low(), slice.high(), production));
        byte[] actual = type.encode(reference.compute(slice.low(), slice.high(), independent));
        if (!Arrays.equals(expected, actual) || !Arrays.equals(production.bytes(), independent.bytes())) {
            outcome = new Outcome.Failed<>(
                    Failure.DEFECT, slice.low(), "the kernel and the reference implementation differ within " + slice);
        }
    }

    private static String describe(Throwable e) {
        String text = Optional.ofNullable(e.getMessage()).orElse("no message");
        return e.getClass().getSimpleName() + ": " + text.substring(0, Math.min(text.length(), 500));
    }

    /** Adds what was computed to the lease's growing partial, and says what came of it. */
    Outcome<P> settle(long nanos) {
        if (outcome instanceof Outcome.Stopped<P>) {
            return new Outcome.Failed<>(Failure.EXCEPTION, range.low(), "the kernel stopped by itself");
        }
        if (outcome instanceof Outcome.Done<P> done) {
            growing.workspace().sizer().measured(range.size(), nanos);
            return add(done, nanos);
        }
        return outcome;
    }

    private Outcome<P> add(Outcome.Done<P> done, long nanos) {
        try {
            return growing.add(range, done.partial(), done.output(), nanos) ? done : new Outcome.TooLarge<>();
        } catch (RuntimeException | Error e) {
            return new Outcome.Failed<>(Failure.EXCEPTION, range.low(), describe(e));
        }
    }

    /** What the kernel sees. */
    private static final class Context implements KernelContext {
        private final LongUnaryOperator poll;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);

        Context(LongUnaryOperator poll) {
            this.poll = poll;
        }

        @Override
        public long poll(long index) {
            return poll.applyAsLong(index);
        }

        @Override
        public SegmentSink output() {
            return bytes::write;
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
