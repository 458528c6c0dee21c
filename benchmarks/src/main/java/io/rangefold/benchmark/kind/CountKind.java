package io.rangefold.benchmark.kind;

import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.BlobSource;
import io.rangefold.job.Job;
import io.rangefold.job.JobKind;
import io.rangefold.job.KindDescription;
import io.rangefold.job.KindDescription.Option;
import io.rangefold.job.KindDescription.OptionType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** {@code benchmark-count}: counts the indices that it is given, lowest first, which costs a kernel nothing. */
public final class CountKind implements JobKind {
    public static final String NAME = "benchmark-count";

    private static final KindDescription DESCRIPTION = new KindDescription(
            NAME,
            "counts its own indices: for measuring what a cluster costs",
            "",
            List.of(new Option("items", OptionType.TEXT, "N", true, "", "how many")),
            List.of("benchmark-count --items 1000"),
            "");

    /** The arguments of a job of that many indices. */
    public static Arguments arguments(long items) {
        return Arguments.ofOptions(Map.of("items", String.valueOf(items)));
    }

    @Override
    public KindDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Job parse(Arguments arguments) {
        try {
            return new CountJob(Long.parseLong(arguments.required("items")));
        } catch (NumberFormatException e) {
            throw new BadInputException("not a number of items", "--items", "give a positive integer");
        }
    }

    @Override
    public Job decode(byte[] spec, BlobSource blobs) {
        if (spec.length != Long.BYTES) {
            throw new BadInputException("not a " + NAME, "spec", "use the same release everywhere");
        }
        return new CountJob(ByteBuffer.wrap(spec).getLong());
    }
}
