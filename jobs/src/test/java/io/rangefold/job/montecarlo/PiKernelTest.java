package io.rangefold.job.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PiKernelTest {
    private static Hits compute(Kernel<Hits> kernel, long low, long high) {
        return kernel.compute(low, high, KernelContext.detached(high));
    }

    private static byte[] bytes(PiSpec spec, Hits hits) {
        return new HitsType(spec).encode(hits);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "255, 1", "256, 2", "257, 3", "100000, -7", "70001, 123456789"})
    void hits_areThoseOfThePlainKernel(long samples, long seed) {
        PiSpec spec = new PiSpec(samples, seed);
        assertThat(bytes(spec, compute(new PiKernel(spec), 0, samples)))
                .isEqualTo(bytes(spec, compute(new PlainPiKernel(spec), 0, samples)));
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807, 0", "4611686018427387904, -1"})
    void samplesFarOut_areThoseOfThePlainKernel(long samples, long seed) {
        PiSpec spec = new PiSpec(samples, seed);
        long border = spec.endOf(200);
        for (long low : new long[] {samples - 3000, border - 1500}) {
            assertThat(bytes(spec, compute(new PiKernel(spec), low, low + 3000)))
                    .isEqualTo(bytes(spec, compute(new PlainPiKernel(spec), low, low + 3000)));
        }
    }

    @Test
    void anySplit_givesTheSameBytes() {
        PiSpec spec = new PiSpec(300_007, 5);
        byte[] whole = bytes(spec, compute(new PiKernel(spec), 0, spec.samples()));
        Random random = new Random(1);
        for (int round = 0; round < 5; round++) {
            PiKernel kernel = new PiKernel(spec);
            Hits merged = new HitsType(spec).identity();
            for (long low = 0; low < spec.samples(); ) {
                long high = Math.min(spec.samples(), low + 1 + random.nextInt(20_000));
                merged = new HitsType(spec).merge(compute(kernel, low, high), merged);
                low = high;
            }
            assertThat(bytes(spec, merged)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "255", "256", "257", "511", "513", "1000000007", "9223372036854775807"})
    void blocks_tileTheSamples(long samples) {
        PiSpec spec = new PiSpec(samples, 0);
        assertThat(spec.blocks()).isBetween(1, PiSpec.MAX_BLOCKS);
        long sum = 0;
        for (int block = 0; block < spec.blocks(); block++) {
            assertThat(spec.sizeOf(block)).isPositive();
            assertThat(spec.blockOf(sum)).isEqualTo(block);
            sum += spec.sizeOf(block);
            assertThat(spec.blockOf(sum - 1)).isEqualTo(block);
        }
        assertThat(sum).isEqualTo(samples);
    }
}
