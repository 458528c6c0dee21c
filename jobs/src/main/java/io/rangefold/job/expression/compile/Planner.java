package io.rangefold.job.expression.compile;

import static java.math.BigInteger.ONE;

import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.source.LaneSources;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses how an expression is folded: in the narrowest lanes and the longest blocks that interval arithmetic allows.
 * Lanes of 32 bits reach far, since most values count from the start of a block.
 */
final class Planner {
    private static final int[] INT_BLOCK_BITS = {16, 14, 12};

    private static final int[] LONG_BLOCK_BITS = {16, 14, 12};

    private static final int[] ANY_BLOCK_BITS = {16, 14, 12, 10, 8};

    /** The fewest lanes that a vector of 32-bit lanes has. */
    private static final int FEWEST_LANES = 4;

    private static final BigInteger WORD = ONE.shiftLeft(Long.SIZE - 1);

    private final Node root;
    private final Fold fold;
    private final long first;
    private final long last;
    private final LaneSources sources;

    /**
     * @param first the least {@code i}
     * @param last the greatest
     */
    Planner(Node root, Fold fold, long first, long last) {
        this.root = root;
        this.fold = fold;
        this.first = first;
        this.last = last;
        this.sources = new LaneSources(first, last, WorkMeter.unlimited());
    }

    /** @throws NoFormException if there is no form, or none that is small */
    Program plan() {
        Optional<IndexPolynomial> polynomial = new Constants().polynomial(root).filter(p -> p.degree() > 0);
        if (fold == Fold.SUM && polynomial.isPresent()) {
            return first(INT_BLOCK_BITS, Width.INT, (values, block) -> relative(values, block, polynomial.get()))
                    .or(() -> first(
                            LONG_BLOCK_BITS, Width.LONG, (values, block) -> relative(values, block, polynomial.get())))
                    .or(() -> first(
                            ANY_BLOCK_BITS, Width.LONG, (values, block) -> powers(values, block, polynomial.get())))
                    .orElseThrow(() -> NoFormException.INSTANCE);
        }
        return first(fold == Fold.VALUES ? new int[0] : INT_BLOCK_BITS, Width.INT, this::general)
                .or(() -> first(ANY_BLOCK_BITS, Width.LONG, this::general))
                .orElseThrow(() -> NoFormException.INSTANCE);
    }

    /** A way to make a program; throws {@link TooNarrowException} if lanes or block do not do. */
    private interface Way {
        Program make(Values values, BlockForm block);
    }

    /** The program for the longest block that does. */
    private Optional<Program> first(int[] blockBits, Width width, Way way) {
        for (int bits : blockBits) {
            try {
                Values values = new Values(width);
                return Optional.of(way.make(values, new BlockForm(values, 1 << bits, first, last, sources)));
            } catch (TooNarrowException e) {
                // A shorter block may do.
            }
        }
        return Optional.empty();
    }

    private Program general(Values values, BlockForm block) {
        Value value = new Lowering(values, block).lower(root);
        return switch (fold) {
            case SUM -> sum(values, block, value);
            case COUNT -> sum(values, block, values.truth(value));
            case MIN, MAX, VALUES -> program(values, block, Weights.ONE, value);
        };
    }

    private Program sum(Values values, BlockForm block, Value value) {
        if (fits(values, block, value)) {
            return program(values, block, Weights.ONE, value);
        }
        if (values.width() == Width.INT) {
            throw TooNarrowException.INSTANCE;
        }
        Value low = values.bitAnd(value, values.constant((1L << Integer.SIZE) - 1));
        Value high = values.shiftRight(value, Integer.SIZE);
        return program(values, block, Weights.HALVES, low, high);
    }

    /** Whether lanes hold the sums that they get of a block. */
    private static boolean fits(Values values, BlockForm block, Value value) {
        BigInteger sum = value.interval().magnitude().multiply(BigInteger.valueOf(block.length()));
        return values.width() == Width.LONG
                ? sum.compareTo(WORD) < 0
                : sum.divide(BigInteger.valueOf(FEWEST_LANES)).bitLength() < Integer.SIZE;
    }

    /** The polynomial in the offset that has the same values but for a constant. */
    private Program relative(Values values, BlockForm block, IndexPolynomial polynomial) {
        BigInteger[] bounds = polynomial.boundWithin(block.radius()).coefficients();
        bounds[0] = BigInteger.ZERO;
        BigInteger length = BigInteger.valueOf(block.length());
        if (new IndexPolynomial(bounds).at(length).multiply(length).compareTo(WORD) >= 0) {
            throw TooNarrowException.INSTANCE;
        }
        return program(
                values,
                block,
                Weights.relative(polynomial, block.radius(), block.length()),
                horner(values, block, polynomial, bounds));
    }

    /** The powers of the offset, one by one, whose sums the block's coefficients are multiplied with. */
    private Program powers(Values values, BlockForm block, IndexPolynomial polynomial) {
        List<Value> powers = new ArrayList<>();
        Value power = values.constant(1);
        for (int degree = 1; degree <= polynomial.degree(); degree++) {
            power = values.multiply(power, block.offset());
            if (!fits(values, block, power)) {
                throw TooNarrowException.INSTANCE;
            }
            powers.add(power);
        }
        return program(values, block, new Weights.Powers(polynomial), powers.toArray(Value[]::new));
    }

    private static Value horner(Values values, BlockForm block, IndexPolynomial polynomial, BigInteger... bounds) {
        int degree = polynomial.degree();
        Value[] coefficients = block.coefficients(polynomial, bounds);
        Value value = coefficients[degree];
        for (int power = degree - 1; power > 0; power--) {
            value = values.add(values.multiply(value, block.offset()), coefficients[power]);
        }
        Value sum = values.multiply(value, block.offset());
        if (!fits(values, block, sum)) {
            throw TooNarrowException.INSTANCE;
        }
        return sum;
    }

    private Program program(Values values, BlockForm block, Weights weights, Value... roots) {
        if (Graph.hasLazyTables(List.of(roots))) {
            throw NoFormException.INSTANCE;
        }
        return new Program(
                fold,
                values.width(),
                (int) block.length(),
                List.of(roots),
                block.parameters(),
                block.tables(),
                weights);
    }
}
