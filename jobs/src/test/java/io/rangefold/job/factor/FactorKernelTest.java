package io.rangefold.job.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.job.BlobUnavailableException;
import io.rangefold.job.InputsInMemory;
import io.rangefold.job.KernelContext;
import io.rangefold.job.KernelStoppedException;
import io.rangefold.job.SegmentSink;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FactorKernelTest {

    private static final int LOW = 5;
    private static final int LAST_OF_FIRST_BLOCK = LOW + FactorKernel.FIRST_BLOCK - 1;

    @Test
    void strideThatIsShortened_endsWhereItWasToldTo() {
        int end = LAST_OF_FIRST_BLOCK + 40;
        Trimmer context = new Trimmer(end, LAST_OF_FIRST_BLOCK);
        FactorKernel kernel = new FactorKernel(listOf(3_000), false);
        assertThat(kernel.compute(LOW, 2_900, context).numbers()).isEqualTo(end - LOW);
        assertThat(recordsIn(context.bytes.toByteArray())).isEqualTo(end - LOW);
    }

    @Test
    void strideShortenedWithinABlock_keepsWhatIsComputedTogether() {
        Trimmer context = new Trimmer(0, LAST_OF_FIRST_BLOCK);
        FactorKernel kernel = new FactorKernel(listOf(3_000), false);
        assertThat(kernel.compute(LOW, 2_900, context).numbers()).isEqualTo(FactorKernel.FIRST_BLOCK);
        assertThat(recordsIn(context.bytes.toByteArray())).isEqualTo(FactorKernel.FIRST_BLOCK);
    }

    @Test
    void strideShortenedAtAnyPoll_endsWhereThePollSaid() {
        Random random = new Random(5);
        NumberListBuilder builder = new NumberListBuilder(new InputsInMemory());
        for (int i = 0; i < 60; i++) {
            builder.add(BigInteger.probablePrime(20, random).multiply(BigInteger.probablePrime(30 + i % 30, random)));
        }
        FactorKernel kernel = new FactorKernel(builder.build(), false);
        for (int cutAt = 0; cutAt < 80; cutAt++) {
            Cutter context = new Cutter(cutAt, 60);
            assertThat(kernel.compute(0, 60, context).numbers()).isEqualTo(context.end);
            assertThat(recordsIn(context.bytes.toByteArray())).isEqualTo((int) context.end);
        }
    }

    /** Ends the stride behind the index at hand, at one poll. */
    private static final class Cutter implements KernelContext {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int pollsLeft;
        private long end;

        Cutter(int pollsBefore, long end) {
            this.pollsLeft = pollsBefore;
            this.end = end;
        }

        @Override
        public long poll(long index) {
            if (pollsLeft-- == 0) {
                end = Math.min(end, index + 1);
            }
            return end;
        }

        @Override
        public SegmentSink output() {
            return bytes::write;
        }
    }

    @Test
    void strideShortenedWithinOneNumber_endsBehindThatNumber() {
        NumberListBuilder builder = new NumberListBuilder(new InputsInMemory());
        BigInteger hard = BigInteger.TWO.pow(151).subtract(BigInteger.ONE);
        for (int i = 0; i < 3; i++) {
            builder.add(hard);
        }
        int[] polls = {0};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        KernelContext context = new KernelContext() {
            @Override
            public long poll(long index) {
                return polls[0]++ == 3 ? index + 1 : 3;
            }

            @Override
            public SegmentSink output() {
                return bytes::write;
            }
        };
        assertThat(new FactorKernel(builder.build(), false)
                        .compute(0, 3, context)
                        .numbers())
                .isEqualTo(1);
        assertThat(recordsIn(bytes.toByteArray())).isEqualTo(1);
    }

    @Test
    void stop_passesThrough() {
        KernelContext context = new KernelContext() {
            @Override
            public long poll(long index) {
                throw new KernelStoppedException();
            }

            @Override
            public SegmentSink output() {
                throw new AssertionError("nothing is written");
            }
        };
        FactorKernel kernel = new FactorKernel(listOf(10), false);
        assertThatThrownBy(() -> kernel.compute(0, 10, context)).isInstanceOf(KernelStoppedException.class);
        assertThat(kernel.compute(0, 10, KernelContext.detached(10)).numbers()).isEqualTo(10);
    }

    @Test
    void unavailableBlock_isAskedForAgainLater() {
        InputsInMemory inputs = new InputsInMemory();
        NumberListBuilder builder = new NumberListBuilder(inputs);
        builder.add(6);
        NumberList whole = builder.build();
        int[] calls = {0};
        NumberList list = new NumberList(whole.blocks(), id -> {
            if (calls[0]++ == 0) {
                throw new BlobUnavailableException("not yet", new IllegalStateException());
            }
            return inputs.get(id);
        });
        FactorKernel kernel = new FactorKernel(list, false);
        assertThatThrownBy(() -> kernel.compute(0, 1, KernelContext.detached(1)))
                .isInstanceOf(BlobUnavailableException.class);
        assertThat(kernel.compute(0, 1, KernelContext.detached(1)).numbers()).isEqualTo(1);
        assertThat(calls[0]).isEqualTo(2);
    }

    @Test
    void blocks_areFetchedOnlyWhenTheirNumbersAreRead() {
        InputsInMemory inputs = new InputsInMemory();
        NumberListBuilder builder = new NumberListBuilder(inputs);
        for (int i = 1; i <= 3 * NumberBlock.MAX_NUMBERS; i++) {
            builder.add(i);
        }
        NumberList whole = builder.build();
        int[] calls = {0};
        NumberList list = new NumberList(whole.blocks(), id -> {
            calls[0]++;
            return inputs.get(id);
        });
        long low = NumberBlock.MAX_NUMBERS + 10L;
        new FactorKernel(list, false).compute(low, low + 100, KernelContext.detached(low + 100));
        new FactorKernel(list, false).compute(low, low + 100, KernelContext.detached(low + 100));
        assertThat(calls[0]).isEqualTo(1);
    }

    @Test
    void numbersOfAllSizesInOneList_areWrittenInTheirOrder() {
        Random random = new Random(9);
        NumberListBuilder builder = new NumberListBuilder(new InputsInMemory());
        List<BigInteger> numbers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            BigInteger p = BigInteger.probablePrime(25, random);
            BigInteger n = p.multiply(i % 50 == 20 ? p.pow(4) : BigInteger.valueOf(i + 1));
            numbers.add(n);
            builder.add(n);
        }
        Trimmer context = new Trimmer(200, 0);
        new FactorKernel(builder.build(), false).compute(0, 200, context);
        Decoder in = new Decoder(context.bytes.toByteArray());
        for (BigInteger n : numbers) {
            assertThat(productOfNext(in)).isEqualTo(n);
        }
        assertThat(in.hasMore()).isFalse();
    }

    private static BigInteger productOfNext(Decoder in) {
        Factors factors = new Factors();
        factors.read(in);
        BigInteger product = factors.cofactor();
        for (int i = 0; i < factors.distinct(); i++) {
            product = product.multiply(factors.prime(i).pow(factors.exponent(i)));
        }
        return product;
    }

    /** Shortens the stride to {@code end}, as far as allowed, at the poll of index {@code at}. */
    private static final class Trimmer implements KernelContext {
        private final long end;
        private final long at;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Trimmer(long end, long at) {
            this.end = end;
            this.at = at;
        }

        @Override
        public long poll(long index) {
            return index == at ? Math.max(end, index + 1) : Long.MAX_VALUE;
        }

        @Override
        public SegmentSink output() {
            return bytes::write;
        }
    }

    private static NumberList listOf(int count) {
        NumberListBuilder builder = new NumberListBuilder(new InputsInMemory());
        for (int i = 1; i <= count; i++) {
            builder.add(i * 1_000_003L);
        }
        return builder.build();
    }

    private static int recordsIn(byte[] bytes) {
        Decoder in = new Decoder(bytes);
        Factors factors = new Factors();
        int records = 0;
        while (in.hasMore()) {
            factors.read(in);
            records++;
        }
        return records;
    }
}
