package io.rangefold.job.range.job;

import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.JobResult;
import io.rangefold.job.Kernel;
import io.rangefold.job.PartialType;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import io.rangefold.job.Verification;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.range.ArgumentsCodec;
import io.rangefold.job.range.RangeArguments;
import io.rangefold.job.range.fold.FoldMethod;
import io.rangefold.job.range.fold.RangeFold;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A fold of an expression over a range of integers, in one stage.
 *
 * @param <P> the type of a partial result
 */
public final class FoldJob<P> implements Job {
    private final Map<String, String> arguments;
    private final long from;
    private final RangeFold<P> fold;
    private final FoldMethod<P> method;

    private FoldJob(Map<String, String> arguments, long from, RangeFold<P> fold, FoldMethod<P> method) {
        this.arguments = Collections.unmodifiableMap(arguments);
        this.from = from;
        this.fold = fold;
        this.method = method;
    }

    /**
     * The job over {@code --from} to {@code --to} of {@code --expr}.
     *
     * @throws io.rangefold.job.BadInputException if one of these or {@code --fast} is wrong
     */
    public static <P> FoldJob<P> parse(Arguments arguments, RangeFold<P> fold) {
        RangeArguments range = RangeArguments.parse(arguments);
        Expression expression = RangeArguments.parseExpression(arguments);
        boolean fast = FastMethods.isAskedFor(arguments);
        FoldMethod<P> method = fast ? FastMethods.of(range, expression, fold) : EachValue.of(range, expression, fold);
        return of(range, expression, fast, fold, method);
    }

    public static <P> FoldJob<P> of(
            RangeArguments range, Expression expression, boolean fast, RangeFold<P> fold, FoldMethod<P> method) {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("from", Long.toString(range.from()));
        arguments.put("to", Long.toString(range.to()));
        arguments.put("expr", expression.text());
        arguments.putAll(fold.arguments());
        if (fast) {
            arguments.put(FastMethods.FAST.name(), "true");
        }
        return new FoldJob<>(arguments, range.from(), fold, method);
    }

    @Override
    public byte[] spec() {
        return ArgumentsCodec.encode(arguments);
    }

    @Override
    public Map<String, String> arguments() {
        return arguments;
    }

    @Override
    public Stage<?> stage(int number, byte[] previous) {
        if (number != 0) {
            throw new IllegalArgumentException("there is no stage " + number);
        }
        return new FoldStage<>(fold, method);
    }

    @Override
    public boolean proves() {
        return method.proves();
    }

    @Override
    public Conclusion conclude(byte[] merged, Segments segments, boolean prove) {
        P partial = fold.partials().decode(merged);
        JobResult result = fold.result(partial, from);
        Optional<Verification> proof = prove && method.proves() ? Optional.of(method.check(partial)) : Optional.empty();
        return new Conclusion(result, true, proof);
    }

    /** The answer for the values so far, if they amount to anything; a conclusion from a proof has no values. */
    @Override
    public Optional<JobResult> preview(byte[] merged, Segments segments) {
        PartialType<P> partials = fold.partials();
        boolean isNothing = Arrays.equals(merged, partials.encode(partials.identity()));
        if (isNothing || arguments.containsKey(FastMethods.FAST.name())) {
            return Optional.empty();
        }
        try {
            return Optional.of(fold.result(partials.decode(merged), from));
        } catch (BadInputException e) {
            return Optional.empty();
        }
    }

    private record FoldStage<P>(RangeFold<P> fold, FoldMethod<P> method) implements Stage<P> {
        @Override
        public long items() {
            return method.items();
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
            return method.newKernel();
        }

        @Override
        public Optional<Kernel<P>> newReferenceKernel() {
            return method.newReferenceKernel();
        }

        @Override
        public String kernelName() {
            return method.kernelName();
        }

        @Override
        public long nanosPerItemGuess() {
            return method.nanosPerItemGuess();
        }
    }
}
