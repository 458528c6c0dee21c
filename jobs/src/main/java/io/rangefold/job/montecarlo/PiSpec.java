package io.rangefold.job.montecarlo;

import io.rangefold.job.Arguments;
import io.rangefold.job.KindDescription;
import io.rangefold.job.KindDescription.Option;
import io.rangefold.job.KindDescription.OptionType;
import io.rangefold.job.range.RangeArguments;
import io.rangefold.job.text.NumberLiteral;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many points, and which ones. They are counted in at most {@value #MAX_BLOCKS} blocks of equal size, the last one maybe
 * smaller: how the estimate converges is seen block by block, whoever computed what.
 *
 * @param samples 1 to 2^63-1
 * @param seed any
 */
record PiSpec(long samples, long seed) {
    static final int MAX_BLOCKS = 256;

    private static final Option SAMPLES =
            new Option("samples", OptionType.TEXT, "N", true, "", "how many points are thrown, as in 1e9, at least 1");
    private static final Option SEED = new Option(
            "seed",
            OptionType.TEXT,
            "S",
            false,
            "0",
            "which points: any integer of 64 bits; the same gives the same digits");

    static List<Option> options() {
        return List.of(SAMPLES, SEED);
    }

    static PiSpec parse(Arguments arguments, KindDescription kind) {
        RangeArguments.refuseUnknown(arguments, kind);
        return new PiSpec(
                NumberLiteral.parse(arguments.required(SAMPLES.name()), "--samples", 1, Long.MAX_VALUE),
                NumberLiteral.parse(
                        arguments.option(SEED.name()).orElse(SEED.defaultValue()),
                        "--seed",
                        Long.MIN_VALUE,
                        Long.MAX_VALUE));
    }

    Map<String, String> arguments() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put(SAMPLES.name(), Long.toString(samples));
        arguments.put(SEED.name(), Long.toString(seed));
        return Collections.unmodifiableMap(arguments);
    }

    /** Samples of every block but the last one. */
    long blockSize() {
        return (samples - 1) / MAX_BLOCKS + 1;
    }

    /** 1 to {@value #MAX_BLOCKS}. */
    int blocks() {
        return (int) ((samples - 1) / blockSize()) + 1;
    }

    /** The block that sample {@code i} is of. */
    int blockOf(long i) {
        return (int) (i / blockSize());
    }

    /** Where that block ends, exclusive. */
    long endOf(int block) {
        return block + 1 == blocks() ? samples : (block + 1) * blockSize();
    }

    /** How many samples that block has. */
    long sizeOf(int block) {
        return endOf(block) - block * blockSize();
    }
}
