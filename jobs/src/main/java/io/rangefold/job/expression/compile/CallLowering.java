package io.rangefold.job.expression.compile;

import io.rangefold.job.expression.Function;
import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.lanes.Interval;
import io.rangefold.job.expression.lanes.IntervalAnalysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Function calls: a few of them become plain operations, the others calls of methods on 64-bit numbers. */
final class CallLowering {
    /** A gcd with a number of more prime factors is left to a call. */
    private static final int MAX_PRIME_FACTORS = 12;

    /** Trial division of such a number ends here. */
    private static final long MAX_PRIME = 1_000;

    private final Lowering lowering;
    private final Values values;

    CallLowering(Lowering lowering, Values values) {
        this.lowering = lowering;
        this.values = values;
    }

    Value lower(Node.Call call) {
        List<Node> arguments = call.arguments();
        return switch (call.function()) {
            case ABS -> values.abs(lowering.lower(arguments.get(0)));
            case POPCOUNT -> values.popcount(lowering.lower(arguments.get(0)));
            case GCD -> gcd(arguments);
            case MIN, MAX, LCM -> folded(call.function(), lowering.lower(arguments));
            default -> fedOrInvoked(call);
        };
    }

    private Value fedOrInvoked(Node.Call call) {
        List<Value> arguments = lowering.lower(call.arguments());
        return lowering.block()
                .table(call, interval(call.function(), arguments))
                .orElseGet(() -> invoke(call.function(), arguments));
    }

    private Value folded(Function function, List<Value> arguments) {
        Value folded = arguments.get(0);
        for (Value argument : arguments.subList(1, arguments.size())) {
            folded = switch (function) {
                case MIN -> values.min(folded, argument);
                case MAX -> values.max(folded, argument);
                default -> invoke(function, List.of(folded, argument));
            };
        }
        return folded;
    }

    private Value gcd(List<Node> arguments) {
        if (arguments.size() == 2) {
            for (int place = 0; place < 2; place++) {
                Optional<Long> constant = lowering.constants().longValueOf(arguments.get(place));
                List<Long> primes = constant.map(CallLowering::primeFactors).orElse(List.of());
                if (!primes.isEmpty() && primes.size() <= MAX_PRIME_FACTORS) {
                    return gcd(arguments.get(1 - place), primes);
                }
            }
        }
        return folded(Function.GCD, lowering.lower(arguments));
    }

    /** The product of all prime factors p of a constant such that its part of the powers of p up to that one divides x. */
    private Value gcd(Node x, List<Long> primes) {
        Value product = values.constant(1);
        long power = 1;
        for (int k = 0; k < primes.size(); k++) {
            long prime = primes.get(k);
            boolean repeats = k > 0 && primes.get(k - 1) == prime;
            power = repeats ? power * prime : prime;
            Value divides = values.isZero(lowering.remainder(x, power));
            product = values.multiply(product, values.choose(divides, values.constant(prime), values.constant(1)));
        }
        return product;
    }

    /** The prime factors of {@code |n|}, ascending; none if n is 0, 1 or has a large one. */
    private static List<Long> primeFactors(long n) {
        List<Long> primes = new ArrayList<>();
        long rest = n == Long.MIN_VALUE ? 0 : Math.abs(n);
        for (long prime = 2; prime <= MAX_PRIME && rest > 1; prime++) {
            for (; rest % prime == 0; rest /= prime) {
                primes.add(prime);
            }
        }
        return rest == 1 ? primes : List.of();
    }

    private Value invoke(Function function, List<Value> arguments) {
        return values.invoke(LaneCall.of(function), interval(function, arguments), arguments.toArray(Value[]::new));
    }

    private static Interval interval(Function function, List<Value> arguments) {
        return IntervalAnalysis.call(
                function, arguments.stream().map(Value::interval).toList());
    }
}
