package io.rangefold.job.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.job.InputsInMemory;
import io.rangefold.protocol.BlobId;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Everything encoded comes back; nothing that is not an encoding is read, nor anything worse than refused. */
class CodecTest {
    private static final List<String> NUMBERS = List.of(
            "1",
            "2",
            "255",
            "256",
            "65535",
            "65536",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551616");

    @Test
    void numbers_comeBack() {
        Encoder out = new Encoder();
        for (String number : NUMBERS) {
            BigInteger n = new BigInteger(number);
            out.writeNumber(n);
            if (n.bitLength() < Long.SIZE) {
                out.writeNumber(n.longValue());
            }
        }
        Decoder in = new Decoder(out.toByteArray());
        for (String number : NUMBERS) {
            BigInteger n = new BigInteger(number);
            expectNext(in, n);
            if (n.bitLength() < Long.SIZE) {
                expectNext(in, n);
            }
        }
        in.expectEnd();
    }

    private static void expectNext(Decoder in, BigInteger n) {
        long word = in.readNumber(Factors.MAX_NUMBER_BYTES);
        assertThat(word < 0 ? in.wide() : BigInteger.valueOf(word)).isEqualTo(n);
    }

    @Test
    void recordsOfFactors_comeBack() {
        BigInteger mersenne = BigInteger.TWO.pow(127).subtract(BigInteger.ONE);
        BigInteger two = BigInteger.TWO;
        List<Factors> written = List.of(
                factors(1),
                factors(1, two, two, two, BigInteger.valueOf(3), BigInteger.valueOf(5), BigInteger.valueOf(3)),
                factors(1, Collections.nCopies(3_000, two).toArray(BigInteger[]::new)),
                factors(1, mersenne, BigInteger.valueOf(7), mersenne, BigInteger.valueOf(11), mersenne),
                factors(341, mersenne, two));
        Encoder out = new Encoder();
        written.forEach(factors -> factors.write(out));
        Decoder in = new Decoder(out.toByteArray());
        Factors read = new Factors();
        for (Factors factors : written) {
            read.read(in);
            assertThat(bytes(read)).isEqualTo(bytes(factors));
            assertThat(read.distinct()).isEqualTo(factors.distinct());
            assertThat(read.cofactor()).isEqualTo(factors.cofactor());
        }
        in.expectEnd();
        assertThat(read.prime(1)).isEqualTo(mersenne);
        assertThat(read.cofactor()).isEqualTo(341);
    }

    private static Factors factors(long cofactor, BigInteger... primes) {
        Factors factors = new Factors();
        List.of(primes).forEach(factors::add);
        factors.leave(BigInteger.valueOf(cofactor));
        factors.seal();
        return factors;
    }

    private static byte[] bytes(Factors factors) {
        Encoder out = new Encoder();
        factors.write(out);
        return out.toByteArray();
    }

    @Test
    void recordsNotInCanonicalForm_areRefused() {
        expectRefusal(4, 1, 3, 1, 1, 2, 1);
        expectRefusal(4, 1, 2, 1, 1, 2, 1);
        expectRefusal(2, 1, 2, 0);
        expectRefusal(2, 1, 1, 1);
        expectRefusal(2, 2, 0, 2, 1);
        expectRefusal(2, 0, 1);
        expectRefusal(1, 1, 1);
        expectRefusal(0x80, 0);
        expectRefusal(2, 1);
        expectRefusal();
    }

    private static void expectRefusal(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        assertThatThrownBy(() -> new Factors().read(new Decoder(bytes))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void counts_comeBackAndAreCanonical() {
        FactorCountsType type = new FactorCountsType();
        FactorCounts counts = new FactorCounts(300, 7, HardNumbers.NONE);
        assertThat(type.decode(type.encode(counts))).isEqualTo(counts);
        assertThat(type.merge(counts, type.identity())).isEqualTo(counts);
        assertThat(type.merge(counts, new FactorCounts(1, 1, HardNumbers.NONE)))
                .isEqualTo(new FactorCounts(301, 8, HardNumbers.NONE));
        expectOnlyRefusals(type.encode(counts), bytes -> type.encode(type.decode(bytes)));
    }

    @Test
    void spec_comesBack() {
        FactorizeSpec spec = new FactorizeSpec(true, "360 77", "größe.txt", List.of(ref(1, 65_536), ref(2, 17)));
        assertThat(FactorizeSpec.decode(spec.encode())).isEqualTo(spec);
        expectOnlyRefusals(spec.encode(), bytes -> FactorizeSpec.decode(bytes).encode());
    }

    @Test
    void longestSpec_fitsItsBound() {
        NumberList.BlockRef[] refs = new NumberList.BlockRef[NumberList.MAX_BLOCKS];
        Arrays.fill(refs, ref(1, 65_536));
        FactorizeSpec spec = new FactorizeSpec(true, "字".repeat(1_000), "字".repeat(1_000), List.of(refs));
        assertThat(spec.encode()).hasSizeLessThan(io.rangefold.job.Job.MAX_SPEC_BYTES);
        assertThat(FactorizeSpec.decode(spec.encode())).isEqualTo(spec);
    }

    @Test
    void blockOfNumbers_refusesWhatIsNotOne() {
        InputsInMemory inputs = new InputsInMemory();
        NumberListBuilder builder = new NumberListBuilder(inputs);
        NUMBERS.forEach(number -> builder.add(new BigInteger(number)));
        byte[] good = inputs.get(builder.build().blocks().get(0).id());
        assertThat(new NumberBlock(good, NUMBERS.size()).number(8)).isEqualTo(BigInteger.TWO.pow(64));
        assertThatThrownBy(() -> new NumberBlock(good, NUMBERS.size() - 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NumberBlock(good, NUMBERS.size() + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static NumberList.BlockRef ref(int content, int count) {
        return new NumberList.BlockRef(BlobId.of(new byte[] {(byte) content}), count);
    }

    private interface Recode {
        byte[] apply(byte[] bytes);
    }

    /** Flipped bits and cut-off ends are refused, or are another encoding, wholly read. */
    private static void expectOnlyRefusals(byte[] good, Recode recode) {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(8) == 0 ? random.nextInt(good.length) : good.length);
            for (int i = random.nextInt(3); i >= 0 && bad.length > 0; i--) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                recode.apply(bad);
            } catch (IllegalArgumentException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
        assertThat(recode.apply(good)).isEqualTo(good);
    }
}
