package io.rangefold.simulation;

import io.rangefold.job.DeterministicException;
import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.PartialType;
import io.rangefold.job.Stage;
import io.rangefold.protocol.Range;
import java.nio.ByteBuffer;
import java.util.List;

/** A stage of a {@link TestJob}. */
record TestStage(TestJob job, int number, Place place) implements Stage<Bag> {

    @Override
    public long items() {
        return job.itemsOf(number);
    }

    @Override
    public Order order() {
        return job.order();
    }

    @Override
    public PartialType<Bag> partials() {
        return number == 0
                ? new Bag.Type(job.isSearch(), (double) job.partialBytes() / Math.max(1, job.items()))
                : new Bag.Type(false);
    }

    @Override
    public Kernel<Bag> newKernel() {
        return this::compute;
    }

    @Override
    public String kernelName() {
        return "simulated";
    }

    @Override
    public long nanosPerItemGuess() {
        return job.nanosPerItemGuess();
    }

    private Bag compute(long low, long high, KernelContext context) {
        Range stride = Range.of(low, job.polls() ? context.poll(low) : high);
        Trouble trouble = job.trouble();
        if (number == 0 && stride.contains(trouble.index())) {
            if (trouble.kind() == Trouble.Kind.DETERMINISTIC) {
                throw new DeterministicException(trouble.index(), "index " + trouble.index() + " can't be computed");
            }
            if (trouble.kind() == Trouble.Kind.FAILS && place.throwsOn(job, number, stride)) {
                throw new IllegalStateException("index " + trouble.index() + " failed");
            }
        }
        if (job.outputEvery() > 0) {
            write(stride, context);
        }
        long hit = number == 0 && stride.contains(job.hit()) ? job.hit() : Long.MAX_VALUE;
        return place.lies(job, number, stride)
                ? new Bag(List.of(stride), stride.size() + 1, falseHit(stride, hit))
                : new Bag(List.of(stride), stride.size(), hit);
    }

    /** A lie about a search: sometimes nothing, sometimes too much is found. */
    private long falseHit(Range stride, long hit) {
        boolean hides = !job.isSearch() || number > 0 || stride.low() % 2 == 1;
        return hides ? Long.MAX_VALUE : Math.min(hit, stride.low());
    }

    private void write(Range stride, KernelContext context) {
        long every = job.outputEvery();
        long behind = stride.low() % every;
        for (long i = behind == 0 ? stride.low() : stride.low() - behind + every; i < stride.high(); i += every) {
            context.output().write(ByteBuffer.allocate(8).putLong(i).array(), 0, 8);
        }
    }
}
