package io.rangefold.job.range.sum;

import io.rangefold.job.Arguments;
import io.rangefold.job.BlobSource;
import io.rangefold.job.Job;
import io.rangefold.job.JobKind;
import io.rangefold.job.KindDescription;
import io.rangefold.job.KindDescription.Option;
import io.rangefold.job.KindDescription.OptionType;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.range.ArgumentsCodec;
import io.rangefold.job.range.RangeArguments;
import io.rangefold.job.range.fold.FoldMethod;
import io.rangefold.job.range.job.FastMethods;
import io.rangefold.job.range.job.FoldJob;
import io.rangefold.job.range.proof.ClosedFormSum;
import io.rangefold.job.range.proof.PolynomialForm;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** {@code range-sum}: the sum of an expression in {@code i} over the integers of a range, exact, however large. */
public final class RangeSumKind implements JobKind {
    private static final String DEFAULT_EXPRESSION = "i";

    private static final KindDescription DESCRIPTION = new KindDescription(
            "range-sum",
            "the sum of an expression over the integers of a range, exact, however large",
            "",
            List.of(
                    RangeArguments.FROM,
                    RangeArguments.TO,
                    new Option(
                            "expr",
                            OptionType.TEXT,
                            "EXPR",
                            false,
                            DEFAULT_EXPRESSION,
                            "what to sum, as in i*i, i%10 or isprime(i)"),
                    FastMethods.FAST),
            List.of(
                    "range-sum --from 0 --to 1e8",
                    "range-sum --from 0 --to 10^7 --expr 'i^2'",
                    "range-sum --from 1 --to 1e6 --expr 'isprime(i) && isprime(i+2)'"),
            "");

    @Override
    public KindDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Job parse(Arguments arguments) {
        RangeArguments.refuseUnknown(arguments, DESCRIPTION);
        RangeArguments range = RangeArguments.parse(arguments);
        Expression expression = Expression.parse(arguments.option("expr").orElse(DEFAULT_EXPRESSION), "--expr");
        boolean fast = FastMethods.isAskedFor(arguments);
        FoldMethod<BigInteger> method = fast ? fastMethod(range, expression) : EachSummand.of(range, expression);
        return FoldJob.of(range, expression, fast, new SumFold(), method);
    }

    @Override
    public Job decode(byte[] spec, BlobSource blobs) {
        return parse(ArgumentsCodec.decode(spec));
    }

    /** @throws io.rangefold.job.BadInputException if the expression is no polynomial and has no short period */
    private static FoldMethod<BigInteger> fastMethod(RangeArguments range, Expression expression) {
        Optional<PolynomialForm> polynomial = PolynomialForm.of(expression.root());
        return polynomial.isPresent()
                ? new ClosedFormSum(range, expression, polynomial.get().polynomial())
                : FastMethods.of(range, expression, new SumFold());
    }
}
