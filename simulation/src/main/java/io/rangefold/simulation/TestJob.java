package io.rangefold.simulation;

import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.JobResult;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import io.rangefold.protocol.Range;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job of the simulation.
 *
 * @param name unique
 * @param items number of indices of the first stage
 * @param cost what they cost
 * @param order how they are leased
 * @param hit the index that is looked for; -1 for none
 * @param trouble what goes wrong
 * @param laterStages sizes of the stages that follow
 * @param outputEvery each index that this divides writes itself to the output; 0 for no output
 * @param nanosPerItemGuess what the job believes that an index costs
 * @param polls whether its kernel polls
 * @param answersInPart whether it has a result when its time is over
 * @param partialBytes about how large the merged partial of its first stage becomes, beyond what it says
 */
record TestJob(
        String name,
        long items,
        Cost cost,
        Stage.Order order,
        long hit,
        Trouble trouble,
        List<Long> laterStages,
        long outputEvery,
        long nanosPerItemGuess,
        boolean polls,
        boolean answersInPart,
        long partialBytes)
        implements Job {

    private static final double LATER_NANOS_PER_ITEM = 50_000;

    /**
     * The answer.
     *
     * @param merged everything that was merged
     * @param outputDigest of the output
     * @param outputFault what is wrong with the output; empty if nothing is
     */
    record Answer(Bag merged, long outputDigest, String outputFault) implements JobResult {
        @Override
        public void writeJson(com.fasterxml.jackson.core.JsonGenerator json) {
            throw new UnsupportedOperationException("a test's answer is not shown");
        }

        @Override
        public void writeText(Appendable out) {
            throw new UnsupportedOperationException("a test's answer is not shown");
        }
    }

    /** Equal costs, no trouble. */
    static TestJob plain(String name, long items, Cost cost) {
        return new TestJob(
                name,
                items,
                cost,
                Stage.Order.SHARES,
                -1,
                Trouble.NONE,
                List.of(),
                0,
                Math.max(1, (long) cost.nanosPerItem()),
                false,
                false,
                0);
    }

    boolean isSearch() {
        return order == Stage.Order.LOWEST_FIRST;
    }

    /** The size of a stage. */
    long itemsOf(int stage) {
        return stage == 0 ? items : laterStages.get(stage - 1);
    }

    /** Over all stages. */
    long allItems() {
        long all = items;
        for (long more : laterStages) {
            all = Range.upTo(more).addTo(all);
        }
        return all;
    }

    int lastStage() {
        return laterStages.size();
    }

    /** Nanoseconds on a machine of speed 1. */
    long nanosOf(int stage, Range range) {
        return stage == 0 ? cost.nanosOf(range) : (long) (range.size() * LATER_NANOS_PER_ITEM);
    }

    /** All of its work, in nanoseconds on a machine of speed 1. */
    double totalNanos() {
        double sum = 0;
        for (int stage = 0; stage <= lastStage(); stage++) {
            sum += nanosOf(stage, Range.upTo(itemsOf(stage)));
        }
        return sum;
    }

    /** The stage as it is computed in {@code place}. */
    TestStage stageIn(Place place, int number) {
        return new TestStage(this, number, place);
    }

    @Override
    public byte[] spec() {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Map<String, String> arguments() {
        return Map.of();
    }

    @Override
    public Stage<?> stage(int number, byte[] previous) {
        if (number > 0) {
            Bag before = new Bag.Type(false).decode(previous);
            if (!before.containsAll(Range.upTo(itemsOf(number - 1))) && hit < 0) {
                throw new IllegalStateException("stage " + number + " begins on " + before);
            }
        }
        return stageIn(Place.COORDINATOR, number);
    }

    /** What follows needs to know what was merged, and not its ballast. */
    @Override
    public byte[] after(int number, byte[] state, byte[] merged) {
        Bag.Type plain = new Bag.Type(false);
        return plain.encode(plain.decode(merged));
    }

    @Override
    public boolean continuesAfter(int number, byte[] merged) {
        return number < lastStage();
    }

    @Override
    public boolean proves() {
        return false;
    }

    @Override
    public Conclusion conclude(byte[] merged, Segments segments, boolean prove) {
        return new Conclusion(answer(merged, segments), true, Optional.empty());
    }

    @Override
    public boolean answersInPart() {
        return answersInPart;
    }

    @Override
    public Conclusion concludeEarly(byte[] merged, Segments segments, boolean prove) {
        return new Conclusion(answer(merged, segments), false, Optional.empty());
    }

    /** What the result is made of. */
    Answer answer(byte[] merged, Segments segments) {
        Bag bag = new Bag.Type(false).decode(merged);
        String fault = outputEvery > 0 ? faultIn(segments, needed()) : "";
        return new Answer(bag, Output.digest(segments), fault);
    }

    /** The indices of the last stage that belong to the result. */
    Range needed() {
        return Range.upTo(isHit() ? hit + 1 : itemsOf(lastStage()));
    }

    /** Whether the result is the index that was looked for. */
    boolean isHit() {
        return hit >= 0 && lastStage() == 0;
    }

    private String faultIn(Segments segments, Range needed) {
        long next = 0;
        for (Segments.Segment segment : segments.inOrder()) {
            ByteBuffer bytes = ByteBuffer.wrap(segment.content());
            while (bytes.hasRemaining()) {
                long index = bytes.getLong();
                if (index < needed.high() && index != next) {
                    return "wrote " + index + " instead of " + next;
                }
                if (!segment.range().contains(index)) {
                    return "wrote " + index + " into " + segment.range();
                }
                next = index + outputEvery;
            }
        }
        return next >= needed.high() ? "" : "wrote nothing from " + next + " on";
    }

    /** The name of the job that is encoded so. */
    static String nameIn(byte[] spec) {
        return new String(spec, StandardCharsets.UTF_8);
    }
}
