package io.rangefold.job.expression.compile;

import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.lanes.Interval;
import io.rangefold.job.expression.source.LaneSources;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the values of a program are made from: the offset within a block, and numbers that are set for each block. */
final class BlockForm {
    /** Tables of a block stay in the second-level cache. */
    private static final long MAX_TABLE = 1L << 12;

    private static final Interval ANYTHING = Interval.of(Long.MIN_VALUE, Long.MAX_VALUE);

    private final Values values;
    private final long length;
    private final long first;
    private final long last;
    private final List<BlockParameters> parameters = new ArrayList<>();
    private final Map<BlockParameters, Integer> places = new HashMap<>();
    private final List<Node.Call> tables = new ArrayList<>();
    private final LaneSources sources;
    private int count;

    /**
     * @param length the most {@code i} that a block has
     * @param first the least {@code i} that there is
     * @param last the greatest
     * @param sources what calls may be fed from
     */
    BlockForm(Values values, long length, long first, long last, LaneSources sources) {
        this.sources = sources;
        this.values = values;
        this.length = length;
        this.first = first;
        this.last = last;
    }

    long length() {
        return length;
    }

    /** All parameters, in order of their places. */
    List<BlockParameters> parameters() {
        return List.copyOf(parameters);
    }

    /** The calls whose values are filled into tables for each block, in order of their places. */
    List<Node.Call> tables() {
        return List.copyOf(tables);
    }

    /**
     * The values of a call, if a source has them for neighbouring {@code i}.
     *
     * @throws TooNarrowException if blocks are too long for tables
     */
    Optional<Value> table(Node.Call call, Interval interval) {
        return sources.of(call).map(source -> {
            if (length > MAX_TABLE) {
                throw TooNarrowException.INSTANCE;
            }
            tables.add(call);
            int place = tables.size() - 1;
            return source.isCheap()
                    ? values.table(place, interval)
                    : values.invoke(LaneCall.FILLED_IN, interval, values.table(place, ANYTHING));
        });
    }

    Value offset() {
        return values.offset(length);
    }

    Value index() {
        Interval interval = Interval.of(first, last);
        int place = place(new BlockParameters.Start());
        return values.sumWithin(interval, values.parameter(place, interval), offset());
    }

    /** A bound on {@code |i|}. */
    BigInteger radius() {
        return BigInteger.valueOf(first).abs().max(BigInteger.valueOf(last).abs());
    }

    /** The coefficients, by power, of the polynomial in the offset that has the same residues modulo m. */
    Value[] residues(IndexPolynomial polynomial, long modulus) {
        int degree = polynomial.degree();
        int place = place(new BlockParameters.Residues(polynomial, modulus));
        Value[] coefficients = new Value[degree + 1];
        Arrays.setAll(coefficients, power -> values.parameter(place + power, Interval.of(0, modulus - 1)));
        BigInteger leading = polynomial.coefficient(degree).mod(BigInteger.valueOf(modulus));
        coefficients[degree] = values.constant(leading.longValueExact());
        return coefficients;
    }

    /** The coefficients, by power, of the polynomial in the offset that has the same values; the constant is not to be used. */
    Value[] coefficients(IndexPolynomial polynomial, BigInteger... bounds) {
        int degree = polynomial.degree();
        int place = place(BlockParameters.Coefficients.of(polynomial));
        Value[] coefficients = new Value[degree + 1];
        Arrays.setAll(
                coefficients,
                power -> values.parameter(place + power, Interval.of(bounds[power].negate(), bounds[power])));
        coefficients[degree] = values.constant(polynomial.coefficient(degree).longValueExact());
        return coefficients;
    }

    /** The place of the first of these parameters. */
    int place(BlockParameters wanted) {
        Integer known = places.get(wanted);
        if (known == null) {
            known = count;
            places.put(wanted, known);
            parameters.add(wanted);
            count += wanted.count();
        }
        return known;
    }
}
