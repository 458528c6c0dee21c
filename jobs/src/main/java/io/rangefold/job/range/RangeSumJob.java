package io.rangefold.job.range;

import io.rangefold.job.BadInputException;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.Kernel;
import io.rangefold.job.PartialType;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import io.rangefold.job.Verification;
import io.rangefold.job.expression.Expression;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The sum of an expression over a range of integers, in one stage whose index k means {@code i = from + k}. */
final class RangeSumJob implements Job {
    private static final byte VERSION = 1;

    private static final int HEADER_BYTES = 1 + 2 * Long.BYTES;

    private static final SumPartials PARTIALS = new SumPartials();

    private final RangeArguments range;
    private final Expression expression;
    private final SumForm form;

    RangeSumJob(RangeArguments range, Expression expression) {
        this.range = range;
        this.expression = expression;
        this.form = SumForm.of(expression);
    }

    /** @throws BadInputException if the bytes are no spec */
    static RangeSumJob decode(byte[] spec) {
        if (spec.length < HEADER_BYTES || spec.length > MAX_SPEC_BYTES || spec[0] != VERSION) {
            throw new BadInputException(
                    "not a range-sum of version " + VERSION, "spec", "use the same release everywhere");
        }
        ByteBuffer buffer = ByteBuffer.wrap(spec, 1, spec.length - 1);
        RangeArguments range = new RangeArguments(buffer.getLong(), buffer.getLong());
        String text = StandardCharsets.UTF_8.decode(buffer).toString();
        return new RangeSumJob(range, Expression.parse(text, "--expr"));
    }

    /** A version byte, both ends of the range, big-endian, and the text of the expression in UTF-8. */
    @Override
    public byte[] spec() {
        byte[] text = expression.text().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEADER_BYTES + text.length)
                .put(VERSION)
                .putLong(range.from())
                .putLong(range.to())
                .put(text)
                .array();
    }

    @Override
    public Map<String, String> arguments() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("from", Long.toString(range.from()));
        arguments.put("to", Long.toString(range.to()));
        arguments.put("expr", expression.text());
        return Collections.unmodifiableMap(arguments);
    }

    @Override
    public Stage<?> stage(int number, byte[] previous) {
        if (number != 0) {
            throw new IllegalArgumentException("there is no stage " + number);
        }
        return new SumStage();
    }

    @Override
    public boolean proves() {
        return form.proves();
    }

    @Override
    public Conclusion conclude(byte[] merged, Segments segments, boolean prove) {
        BigInteger sum = PARTIALS.decode(merged);
        Optional<Verification> proof =
                prove && form.proves() ? Optional.of(form.check(sum, range.from(), range.to())) : Optional.empty();
        return new Conclusion(new SumResult(sum), true, proof);
    }

    private final class SumStage implements Stage<BigInteger> {
        @Override
        public long items() {
            return range.items();
        }

        @Override
        public PartialType<BigInteger> partials() {
            return PARTIALS;
        }

        @Override
        public Kernel<BigInteger> newKernel() {
            return form.newKernel(range.from(), Math.max(1, range.items()));
        }

        @Override
        public Optional<Kernel<BigInteger>> newReferenceKernel() {
            return Optional.of(new ReferenceSumKernel(expression, range.from()));
        }

        @Override
        public String kernelName() {
            return form.kernelName(range.from(), Math.max(1, range.items()));
        }

        @Override
        public long nanosPerItemGuess() {
            return form.nanosPerItemGuess();
        }
    }
}
