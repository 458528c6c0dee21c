package io.rangefold.job.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CounterRandomTest {
    /** What the reference implementation (S. Vigna, splitmix64.c) gives for the seed 1234567. */
    @Test
    void numbers_areThosePublished() {
        assertThat(LongStream.range(0, 5)
                        .map(i -> CounterRandom.number(1234567, i))
                        .mapToObj(Long::toUnsignedString))
                .containsExactly(
                        "6457827717110365317",
                        "3203168211198807973",
                        "9817491932198370423",
                        "4593380528125082431",
                        "16408922859458223821");
    }

    @Test
    void numbers_areThoseOfTheJdksGenerator() {
        for (long start : new long[] {0, 42, -1, Long.MIN_VALUE}) {
            SplittableRandom jdk = new SplittableRandom(start);
            for (long i = 0; i < 1000; i++) {
                assertThat(CounterRandom.number(start, i)).isEqualTo(jdk.nextLong());
            }
        }
    }

    @Test
    void seedsNextToEachOther_startFarApart() {
        assertThat(CounterRandom.start(1) - CounterRandom.start(0)).isNotEqualTo(CounterRandom.GAMMA);
        assertThat(Long.bitCount(CounterRandom.start(1) ^ CounterRandom.start(0)))
                .isBetween(16, 48);
    }
}
