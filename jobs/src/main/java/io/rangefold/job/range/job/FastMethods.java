package io.rangefold.job.range.job;

import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.KindDescription.Option;
import io.rangefold.job.KindDescription.OptionType;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.range.RangeArguments;
import io.rangefold.job.range.fold.FoldMethod;
import io.rangefold.job.range.fold.RangeFold;
import io.rangefold.job.range.proof.Proof;

/** The option {@code --fast}: an answer without a computation for each integer, where there is such a way. */
public final class FastMethods {
    public static final Option FAST = new Option(
            "fast",
            OptionType.FLAG,
            "",
            false,
            "",
            "conclude from a closed form or one period, where there is one, and compute nothing for each i");

    private FastMethods() {}

    /** @throws BadInputException if the option was given a value */
    public static boolean isAskedFor(Arguments arguments) {
        String value = arguments.option(FAST.name()).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new BadInputException("--fast takes no value", "--fast", "leave the value away");
        }
        return arguments.flag(FAST.name());
    }

    /** @throws BadInputException if nothing is known of the expression that the fold could make use of */
    public static <P> FoldMethod<P> of(RangeArguments range, Expression expression, RangeFold<P> fold) {
        return Proof.of(range, expression, fold)
                .orElseThrow(FastMethods::refused)
                .shortcut();
    }

    private static BadInputException refused() {
        return new BadInputException(
                "no closed form or short period is known for this expression",
                "--fast",
                "leave --fast away: each i is computed then");
    }
}
