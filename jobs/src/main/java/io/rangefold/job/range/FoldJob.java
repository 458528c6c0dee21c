package io.rangefold.job.range;

import io.rangefold.job.Blob;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.Kernel;
import io.rangefold.job.PartialType;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import io.rangefold.job.expression.Expression;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fold of an expression over a range of integers, in one stage whose index k means {@code i = from + k}.
 *
 * @param <P> the type of a partial result
 */
public final class FoldJob<P> implements Job {
    private final RangeArguments range;
    private final Expression expression;
    private final RangeFold<P> fold;

    public FoldJob(RangeArguments range, Expression expression, RangeFold<P> fold) {
        this.range = range;
        this.expression = expression;
        this.fold = fold;
    }

    @Override
    public byte[] spec() {
        return ArgumentsCodec.encode(arguments());
    }

    @Override
    public List<Blob> inputs() {
        return List.of();
    }

    @Override
    public Map<String, String> arguments() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("from", Long.toString(range.from()));
        arguments.put("to", Long.toString(range.to()));
        arguments.put("expr", expression.text());
        arguments.putAll(fold.arguments());
        return Collections.unmodifiableMap(arguments);
    }

    @Override
    public Stage<?> stage(int number, byte[] previous) {
        if (number != 0) {
            throw new IllegalArgumentException("there is no stage " + number);
        }
        return new FoldStage();
    }

    @Override
    public boolean proves() {
        return false;
    }

    @Override
    public Conclusion conclude(byte[] merged, Segments segments, boolean prove) {
        return new Conclusion(fold.result(fold.partials().decode(merged), range.from()), true, Optional.empty());
    }

    private final class FoldStage implements Stage<P> {
        @Override
        public long items() {
            return range.items();
        }

        @Override
        public Order order() {
            return fold.order();
        }

        @Override
        public PartialType<P> partials() {
            return fold.partials();
        }

        @Override
        public Kernel<P> newKernel() {
            return new FoldKernel<>(fold, expression, range.from(), Math.max(1, range.items()));
        }

        @Override
        public Optional<Kernel<P>> newReferenceKernel() {
            return Optional.of(new ReferenceFoldKernel<>(fold, expression, range.from()));
        }

        @Override
        public String kernelName() {
            return FoldKernel.NAME;
        }

        @Override
        public long nanosPerItemGuess() {
            return FoldKernel.NANOS_PER_ITEM_GUESS;
        }
    }
}
