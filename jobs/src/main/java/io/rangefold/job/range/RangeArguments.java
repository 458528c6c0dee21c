package io.rangefold.job.range;

import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.KindDescription;
import io.rangefold.job.KindDescription.Option;
import io.rangefold.job.KindDescription.OptionType;
import io.rangefold.job.text.Excerpt;
import io.rangefold.job.text.NumberLiteral;
import java.math.BigInteger;
import java.util.stream.Collectors;

/**
 * The range that kinds over integers take as {@code --from} and {@code --to}.
 *
 * @param from the first integer
 * @param to the end, exclusive; {@code 0 <= to - from <= 2^63-1}
 */
public record RangeArguments(long from, long to) {
    public static final Option FROM =
            new Option("from", OptionType.TEXT, "A", true, "", "the first integer, as in 0, 1e8, 10^8 or -2^63");
    public static final Option TO =
            new Option("to", OptionType.TEXT, "B", true, "", "the end of the range, not included");

    /** Checks the bounds. */
    public RangeArguments {
        if (to < from) {
            throw new BadInputException(
                    "--to " + to + " lies before --from " + from, "--to", "exchange the two, or move one of them");
        }
        BigInteger items = BigInteger.valueOf(to).subtract(BigInteger.valueOf(from));
        if (items.bitLength() >= Long.SIZE) {
            throw new BadInputException(
                    "the range from " + from + " to " + to + " has " + items + " integers, more than " + Long.MAX_VALUE,
                    "--to",
                    "split it into several jobs");
        }
    }

    /** @throws BadInputException if one is missing, no number, or out of bounds */
    public static RangeArguments parse(Arguments arguments) {
        return new RangeArguments(bound(arguments, FROM), bound(arguments, TO));
    }

    /** The number of integers. */
    public long items() {
        return to - from;
    }

    /** @throws BadInputException if the arguments hold something that the kind does not know */
    public static void refuseUnknown(Arguments arguments, KindDescription kind) {
        String known = kind.options().stream().map(o -> "--" + o.name()).collect(Collectors.joining(", "));
        if (!arguments.positional().isEmpty()) {
            String word = Excerpt.of(arguments.positional().get(0));
            throw new BadInputException("unexpected word " + word, kind.name(), kind.name() + " takes " + known);
        }
        arguments.options().keySet().stream()
                .filter(name -> kind.options().stream().noneMatch(o -> o.name().equals(name)))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new BadInputException(
                            "there is no option --" + name, "--" + name, kind.name() + " takes " + known);
                });
    }

    private static long bound(Arguments arguments, Option option) {
        return NumberLiteral.parse(
                arguments.required(option.name()), "--" + option.name(), Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
