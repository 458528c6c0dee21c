package io.rangefold.job.factor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.job.InputsInMemory;
import io.rangefold.job.Segments;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.protocol.Range;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactorizationProofTest {
    private static final BigInteger MERSENNE_127 = BigInteger.TWO.pow(127).subtract(BigInteger.ONE);
    private static final BigInteger MERSENNE_107 = BigInteger.TWO.pow(107).subtract(BigInteger.ONE);

    @Test
    void rightFactors_areVerified() {
        Verification proof = proof(List.of(record("2^3 3^2 5"), record("7"), record("")), 0, 360, 7, 1);
        assertThat(proof.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(proof.method()).isEqualTo("product-and-primality");
        assertThat(proof.coverage()).isEqualTo(1.0);
    }

    @Test
    void wrongProduct_failsAndNamesTheNumber() {
        expectFailure(List.of(record("7"), record("2^3 3 5")), "360", 7, 360);
        expectFailure(List.of(record("2^3 3^2 5^2")), "360", 360);
        expectFailure(List.of(record("")), "360", 360);
    }

    @Test
    void compositeFactor_failsAndNamesIt() {
        expectFailure(List.of(record("4 90")), "4", 360);
        expectFailure(List.of(record("2047")), "2047", 2047);
        expectFailure(List.of(record("341550071728321")), "341550071728321", 341550071728321L);
    }

    @Test
    void factorsOfAnotherNumber_fail() {
        expectFailure(List.of(record("7"), record("11")), "11", 11, 7);
    }

    @Test
    void outputThatIsCutOffOrTooLong_fails() {
        byte[] good = record("2^3 3^2 5");
        byte[] cut = Arrays.copyOf(good, good.length - 1);
        byte[] more = Arrays.copyOf(good, good.length + 1);
        expectFailure(List.of(cut), "number 1", 360);
        expectFailure(List.of(more), "can't be read", 360);
    }

    @Test
    void missingOrDoubledNumbers_fail() {
        NumberList list = list(BigInteger.TWO, BigInteger.valueOf(3));
        Segments.Segment first = new JobRun.Piece(Range.of(0, 1), record("2"));
        Segments.Segment second = new JobRun.Piece(Range.of(1, 2), record("3"));
        FactorCounts counts = counts(2, 0);
        assertThat(proof(list, counts, first, second).verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(proof(list, counts, first).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(proof(list, counts, second).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(proof(list, counts, first, first).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(proof(list, counts).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(proof(list, counts(1, 0), first, second).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(proof(list, counts(2, 1), first, second).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void primeBeyondWhatIsProven_makesItAudited() {
        Verification proof = proof(list(MERSENNE_127), counts(1, 0), segment(record("" + MERSENNE_127)));
        assertThat(proof.verdict()).isEqualTo(Verdict.AUDITED);
        assertThat(proof.detail())
                .startsWith("the number is the product of its factors, but 1 factor of at least ")
                .endsWith(" is only probably prime");
    }

    @Test
    void primeJustBelowTheBound_isProven() {
        BigInteger prime = new BigInteger("3317044064679887385961813");
        assertThat(prime.isProbablePrime(60)).isTrue();
        Verification proof = proof(list(prime), counts(1, 0), segment(record("" + prime)));
        assertThat(proof.verdict()).isEqualTo(Verdict.VERIFIED);
    }

    @Test
    void compositeCofactor_isAllowedButCounted() {
        BigInteger composite = MERSENNE_107.multiply(MERSENNE_127);
        Factors factors = new Factors();
        factors.add(2);
        factors.leave(composite);
        factors.seal();
        Encoder out = new Encoder();
        factors.write(out);
        NumberList list = list(composite.shiftLeft(1));
        Segments.Segment segment = segment(out.toByteArray());
        assertThat(proof(list, counts(1, 1), segment).verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(proof(list, counts(1, 1), segment).detail()).contains("not wholly");
        assertThat(proof(list, counts(1, 0), segment).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void primeCofactor_fails() {
        Factors factors = new Factors();
        factors.leave(MERSENNE_127);
        Encoder out = new Encoder();
        factors.write(out);
        Verification proof = proof(list(MERSENNE_127), counts(1, 1), segment(out.toByteArray()));
        assertThat(proof.verdict()).isEqualTo(Verdict.FAILED);
    }

    private static void expectFailure(List<byte[]> records, String named, long... numbers) {
        Verification proof = proof(records, 0, numbers);
        assertThat(proof.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(proof.detail()).contains(named);
    }

    private static Verification proof(List<byte[]> records, long incomplete, long... numbers) {
        BigInteger[] list = Arrays.stream(numbers).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
        List<Segments.Segment> segments = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            segments.add(new JobRun.Piece(Range.of(i, i + 1L), records.get(i)));
        }
        FactorCounts counts = counts(numbers.length, incomplete);
        return proof(list(list), counts, segments.toArray(Segments.Segment[]::new));
    }

    private static Verification proof(NumberList list, FactorCounts counts, Segments.Segment... segments) {
        return FactorizationProof.of(
                new Factorizations(list, () -> List.of(segments), counts.hard(), false), counts, false);
    }

    private static FactorCounts counts(long numbers, long incomplete) {
        return new FactorCounts(numbers, incomplete, HardNumbers.NONE);
    }

    private static Segments.Segment segment(byte[] bytes) {
        return new JobRun.Piece(Range.of(0, 1), bytes);
    }

    private static NumberList list(BigInteger... numbers) {
        NumberListBuilder builder = new NumberListBuilder(new InputsInMemory());
        for (BigInteger n : numbers) {
            builder.add(n);
        }
        return builder.build();
    }

    private static byte[] record(String text) {
        Factors factors = new Factors();
        for (String power : text.isEmpty() ? new String[0] : text.split(" ")) {
            String[] parts = power.split("\\^");
            for (int i = parts.length == 1 ? 1 : Integer.parseInt(parts[1]); i > 0; i--) {
                factors.add(new BigInteger(parts[0]));
            }
        }
        factors.seal();
        Encoder out = new Encoder();
        factors.write(out);
        return out.toByteArray();
    }
}
