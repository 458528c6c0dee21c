package io.rangefold.job.expression.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConstantDivisorTest {
    @Test
    void division_floorsLikeTheLibrary() {
        Random random = new Random(1);
        for (int round = 0; round < 4_000; round++) {
            long divisor = round < 100
                    ? round + 2
                    : round < 161 ? 1L << (round - 99) : 2 + (random.nextLong() >>> 3 + random.nextInt(60));
            int bits = 2 + random.nextInt(62);
            long low = round % 3 == 0 ? 0 : -1L << bits;
            compareDivision(divisor, low, (1L << bits) - 1 + (1L << bits), random);
        }
        for (long divisor : new long[] {2, 3, 10, (1 << 30) - 1, 1 << 30, (1 << 30) + 1, (1L << 61) - 1, 1L << 61}) {
            for (int bits : new int[] {30, 31, 32, 33, 61, 62, 63}) {
                compareDivision(divisor, 0, (1L << bits) - 1, random);
                compareDivision(divisor, -1L << bits, (1L << bits) - 1, random);
            }
        }
    }

    private static void compareDivision(long divisor, long low, long high, Random random) {
        if (divisor > ConstantDivisor.MAX || high < 0) {
            return;
        }
        ConstantDivisor constant = new ConstantDivisor(divisor, Interval.of(low, high));
        long[] a = new long[64];
        long[] out = new long[a.length];
        for (int k = 0; k < a.length; k++) {
            long any = low + Math.floorMod(random.nextLong() >> random.nextInt(64), Math.max(1, high / 2 - low / 2));
            long multiple = any - Math.floorMod(any, divisor);
            a[k] = switch (k % 4) {
                case 0 -> any;
                case 1 -> Math.max(low, multiple);
                case 2 -> Math.max(low, multiple - 1);
                default -> k % 8 == 3 ? high - k / 8 : low + k / 8;
            };
        }
        constant.remainder(a, out, a.length);
        for (int k = 0; k < a.length; k++) {
            if (out[k] != Math.floorMod(a[k], divisor)) {
                assertThat(out[k]).as("%d %% %d", a[k], divisor).isEqualTo(Math.floorMod(a[k], divisor));
            }
        }
        constant.divide(a, out, a.length);
        for (int k = 0; k < a.length; k++) {
            if (out[k] != Math.floorDiv(a[k], divisor)) {
                assertThat(out[k]).as("%d / %d", a[k], divisor).isEqualTo(Math.floorDiv(a[k], divisor));
            }
        }
    }
}
