package io.rangefold.cli.process;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.BlobSource;
import io.rangefold.job.JobKind;
import io.rangefold.job.JobResult;
import io.rangefold.job.KindDescription;
import io.rangefold.job.KindDescription.Option;
import io.rangefold.job.KindDescription.OptionType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Sums the indices {@code [0, items)}, each at a cost in time; one index may have a fault in store. */
public final class TrialKind implements JobKind {
    /** What happens at the index of the fault. */
    enum Fault {
        NONE,
        /** The kernel throws. */
        THROW,
        /** The process ends at once. */
        HALT,
        /** The kernel neither returns nor polls. */
        HANG,
        /** The kernel asks for more memory than there is. */
        HOG
    }

    @Override
    public KindDescription description() {
        return new KindDescription(
                "trial",
                "the sum of the indices, with a fault in store",
                "",
                List.of(
                        new Option("items", OptionType.TEXT, "N", true, "", "how many indices"),
                        new Option("micros", OptionType.TEXT, "N", false, "0", "time that each takes"),
                        new Option("fault", OptionType.TEXT, "FAULT", false, "none", "none, throw, halt, hang or hog"),
                        new Option("at", OptionType.TEXT, "INDEX", false, "-1", "where"),
                        new Option("times", OptionType.TEXT, "N", false, "1000000", "how often, at most"),
                        new Option("tally", OptionType.TEXT, "PATH", false, "", "file that counts, a byte each time"),
                        new Option("trace", OptionType.TEXT, "FOLDER", false, "", "where processes note their index"),
                        new Option("proof", OptionType.TEXT, "yes|no", false, "yes", "without one it is audited")),
                List.of("trial --items 1000 --micros 100"),
                "");
    }

    @Override
    public TrialJob parse(Arguments arguments) {
        return new TrialJob(
                integer(arguments.required("items"), "--items"),
                integer(arguments.option("micros").orElse("0"), "--micros"),
                Fault.valueOf(arguments.option("fault").orElse("none").toUpperCase(Locale.ROOT)),
                integer(arguments.option("at").orElse("-1"), "--at"),
                integer(arguments.option("times").orElse("1000000"), "--times"),
                arguments.option("tally").orElse(""),
                arguments.option("trace").orElse(""),
                !arguments.option("proof").orElse("yes").equals("no"));
    }

    private static long integer(String text, String where) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadInputException("\"" + text + "\" is not a number", where, "write a number");
        }
    }

    @Override
    public TrialJob decode(byte[] spec, BlobSource blobs) {
        String[] words = new String(spec, StandardCharsets.UTF_8).split("\n", -1);
        return new TrialJob(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Fault.valueOf(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                words[5],
                words[6],
                Boolean.parseBoolean(words[7]));
    }

    /**
     * What each index counts in the fingerprint: SplitMix64's output (Steele, Lea, Flood: Fast splittable pseudorandom number
     * generators, 2014), so that one index merged twice does not make up for another that is missing.
     */
    public static long mix(long index) {
        long z = (index + 1) * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /**
     * A partial, and the result.
     *
     * @param sum of the indices, modulo 2^64
     * @param fingerprint sum of their {@link #mix}, modulo 2^64
     */
    record Sum(long sum, long fingerprint) implements JobResult {
        @Override
        public void writeJson(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("sum", Long.toString(sum));
            json.writeStringField("fingerprint", Long.toString(fingerprint));
            json.writeEndObject();
        }

        @Override
        public void writeText(Appendable out) throws IOException {
            out.append(Long.toString(sum)).append('\n');
        }
    }
}
