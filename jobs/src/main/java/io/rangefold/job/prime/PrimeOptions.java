package io.rangefold.job.prime;

import io.rangefold.job.Arguments;
import io.rangefold.job.KindDescription;
import io.rangefold.job.KindDescription.Option;
import io.rangefold.job.KindDescription.OptionType;
import io.rangefold.job.range.RangeArguments;
import java.util.List;

/** The options that kinds about primes have in common. */
final class PrimeOptions {
    private static final Option TUPLE = new Option(
            "tuple",
            OptionType.TEXT,
            "OFFSETS",
            false,
            Constellation.SINGLE.toString(),
            "constellations: p + d is prime for each offset d, as in 0,2; p lies in the range, the others may lie beyond");

    private static final Option METHOD = new Option(
            "method",
            OptionType.TEXT,
            "sieve|combinatorial",
            false,
            Method.SIEVE.word(),
            "sieve, which finds every prime, or combinatorial, which counts up to both ends without");

    private PrimeOptions() {}

    static List<Option> all() {
        return List.of(RangeArguments.FROM, RangeArguments.TO, TUPLE, METHOD);
    }

    static PrimeSpec parse(Quantity quantity, Arguments arguments, KindDescription kind) {
        RangeArguments.refuseUnknown(arguments, kind);
        return new PrimeSpec(
                quantity,
                RangeArguments.parse(arguments),
                Constellation.parse(arguments.option(TUPLE.name()).orElse(TUPLE.defaultValue())),
                Method.parse(arguments.option(METHOD.name()).orElse(METHOD.defaultValue())));
    }
}
