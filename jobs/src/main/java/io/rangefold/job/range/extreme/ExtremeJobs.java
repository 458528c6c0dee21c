package io.rangefold.job.range.extreme;

import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.Job;
import io.rangefold.job.KindDescription;
import io.rangefold.job.range.RangeArguments;
import io.rangefold.job.range.job.FastMethods;
import io.rangefold.job.range.job.FoldJob;
import java.util.List;

/** What range-min and range-max have in common. */
final class ExtremeJobs {
    private ExtremeJobs() {}

    static KindDescription description(String name, Side side) {
        return new KindDescription(
                name,
                "the " + side.word() + " value of an expression over a range, and the smallest i that has it",
                "",
                List.of(
                        RangeArguments.FROM,
                        RangeArguments.TO,
                        RangeArguments.expression("EXPR", "whose values are compared, as in collatz(i)"),
                        FastMethods.FAST),
                List.of(
                        name + " --from 1 --to 1e6 --expr 'collatz(i)'",
                        name + " --from -1e6 --to 1e6 --expr 'i^2 - 7*i'"),
                "");
    }

    static Job parse(Arguments arguments, KindDescription description, Side side) {
        RangeArguments.refuseUnknown(arguments, description);
        RangeArguments range = RangeArguments.parse(arguments);
        if (range.items() == 0) {
            throw new BadInputException(
                    "the range from " + range.from() + " to " + range.to() + " is empty: it has no " + side.word()
                            + " value",
                    "--to",
                    "make it greater than --from");
        }
        return FoldJob.parse(arguments, new ExtremeFold(side));
    }
}
