package io.rangefold.job.range.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rangefold.job.PartialType;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumPartialsTest {
    private final SumPartials partials = new SumPartials();

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "1", "-1", "127", "128", "-128", "-129", "9223372036854775808", "-340282366920938463463"})
    void sum_encodedAndDecoded_isTheSame(String sum) {
        BigInteger value = new BigInteger(sum);
        assertThat(partials.decode(partials.encode(value))).isEqualTo(value);
    }

    @Test
    void largestSum_fits() {
        BigInteger largest = BigInteger.ONE.shiftLeft(65_536).negate().multiply(BigInteger.valueOf(Long.MAX_VALUE));
        byte[] encoded = partials.encode(largest);
        assertThat(encoded.length).isLessThan(PartialType.MAX_BYTES);
        assertThat(partials.decode(encoded)).isEqualTo(largest);
    }

    @Test
    void wrongBytes_areRefused() {
        for (byte[] bytes : new byte[][] {{}, {1}, {2, 5}, {1, 0, 5}, {1, -1, -1}, new byte[70_000], new byte[2]}) {
            assertThatIllegalArgumentException().isThrownBy(() -> partials.decode(bytes));
        }
    }

    @Test
    void merging_withIdentity_changesNothing() {
        BigInteger value = BigInteger.TEN.pow(30);
        assertThat(partials.merge(partials.identity(), value)).isEqualTo(value);
        assertThat(partials.merge(value, partials.identity())).isEqualTo(value);
    }
}
