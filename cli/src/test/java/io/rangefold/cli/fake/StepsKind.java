package io.rangefold.cli.fake;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.BlobSource;
import io.rangefold.job.Conclusion;
import io.rangefold.job.DeterministicException;
import io.rangefold.job.Job;
import io.rangefold.job.JobKind;
import io.rangefold.job.JobResult;
import io.rangefold.job.Kernel;
import io.rangefold.job.KindDescription;
import io.rangefold.job.KindDescription.Option;
import io.rangefold.job.KindDescription.OptionType;
import io.rangefold.job.PartialType;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import java.io.IOException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sums the integers of a range, slowly if asked to. */
public final class StepsKind implements JobKind {
    @Override
    public KindDescription description() {
        return new KindDescription(
                "steps",
                "the sum of the integers of a range",
                "",
                List.of(
                        new Option("from", OptionType.TEXT, "A", true, "", "first integer"),
                        new Option("to", OptionType.TEXT, "B", true, "", "end, exclusive"),
                        new Option("nap", OptionType.TEXT, "MILLIS", false, "0", "time that each takes, 100 % idle"),
                        new Option("fail-at", OptionType.TEXT, "I", false, "", "an integer that fails"),
                        new Option("doubt", OptionType.FLAG, "", false, "", "fail the verification"),
                        new Option("partly", OptionType.FLAG, "", false, "", "say that the result is not complete")),
                List.of("steps --from 0 --to 100"),
                "");
    }

    @Override
    public Job parse(Arguments arguments) {
        long from = integer(arguments.required("from"), "--from");
        long to = integer(arguments.required("to"), "--to");
        if (to < from) {
            throw new BadInputException("--to is below --from", "--to", "swap them");
        }
        return new Steps(
                from,
                to,
                integer(arguments.option("nap").orElse("0"), "--nap"),
                arguments.option("fail-at").map(text -> integer(text, "--fail-at")),
                arguments.flag("doubt"),
                !arguments.flag("partly"));
    }

    @Override
    public Job decode(byte[] spec, BlobSource blobs) {
        throw new UnsupportedOperationException("no cluster here");
    }

    private static long integer(String text, String where) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadInputException("\"" + text + "\" is not a number", where + ", column 1", "write a number");
        }
    }

    private record Steps(long from, long to, long nap, Optional<Long> failAt, boolean doubt, boolean complete)
            implements Job, Stage<BigInteger> {
        @Override
        public byte[] spec() {
            return new byte[0];
        }

        @Override
        public Map<String, String> arguments() {
            Map<String, String> arguments = new LinkedHashMap<>();
            arguments.put("from", Long.toString(from));
            arguments.put("to", Long.toString(to));
            return arguments;
        }

        @Override
        public Stage<?> stage(int number, byte[] previous) {
            return this;
        }

        @Override
        public boolean proves() {
            return true;
        }

        @Override
        public Conclusion conclude(byte[] merged, Segments segments, boolean prove) {
            Verdict verdict = doubt ? Verdict.FAILED : Verdict.VERIFIED;
            return new Conclusion(
                    new Sum(new BigInteger(merged)),
                    complete,
                    prove
                            ? Optional.of(new Verification(verdict, "closed-form", 1, "n (n - 1) / 2"))
                            : Optional.empty());
        }

        @Override
        public long items() {
            return to - from;
        }

        @Override
        public PartialType<BigInteger> partials() {
            return new Sums();
        }

        @Override
        public Kernel<BigInteger> newKernel() {
            return (low, high, context) -> {
                BigInteger sum = BigInteger.ZERO;
                for (long i = low; i < high; i++) {
                    if (failAt.isPresent() && failAt.get() == from + i) {
                        throw new DeterministicException(i, "it fails at " + (from + i));
                    }
                    sum = sum.add(BigInteger.valueOf(from + i));
                    takeTime();
                }
                return sum;
            };
        }

        private void takeTime() {
            try {
                Thread.sleep(nap);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public String kernelName() {
            return "steps";
        }
    }

    private static final class Sums implements PartialType<BigInteger> {
        @Override
        public BigInteger identity() {
            return BigInteger.ZERO;
        }

        @Override
        public BigInteger merge(BigInteger a, BigInteger b) {
            return a.add(b);
        }

        @Override
        public byte[] encode(BigInteger partial) {
            return partial.toByteArray();
        }

        @Override
        public BigInteger decode(byte[] bytes) {
            return new BigInteger(bytes);
        }
    }

    private record Sum(BigInteger value) implements JobResult {
        @Override
        public void writeJson(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("sum", value.toString());
            json.writeEndObject();
        }

        @Override
        public void writeText(Appendable out) throws IOException {
            out.append(value.toString()).append('\n');
        }
    }
}
