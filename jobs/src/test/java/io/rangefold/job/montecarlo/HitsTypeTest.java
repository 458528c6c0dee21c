package io.rangefold.job.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HitsTypeTest {
    private static final PiSpec SPEC = new PiSpec(1000, 0);
    private static final HitsType TYPE = new HitsType(SPEC);

    private static Hits example() {
        Hits hits = TYPE.identity();
        hits.add(0, 4, 0);
        hits.add(7, 3, 2);
        hits.add(SPEC.blocks() - 1, 4, 4);
        return hits;
    }

    @Test
    void partial_comesBackFromItsBytes() {
        Hits back = TYPE.decode(TYPE.encode(example()));
        assertThat(back.samples(7)).isEqualTo(3);
        assertThat(back.hits(7)).isEqualTo(2);
        assertThat(TYPE.encode(back)).isEqualTo(TYPE.encode(example()));
    }

    @Test
    void identity_changesNothing() {
        assertThat(TYPE.encode(TYPE.merge(TYPE.identity(), example()))).isEqualTo(TYPE.encode(example()));
    }

    @Test
    void largestPartial_isSmall() {
        PiSpec spec = new PiSpec(Long.MAX_VALUE, 0);
        Hits all = new Hits(spec.blocks());
        for (int block = 0; block < spec.blocks(); block++) {
            all.add(block, spec.sizeOf(block), spec.sizeOf(block));
        }
        byte[] bytes = new HitsType(spec).encode(all);
        assertThat(bytes).hasSizeLessThan(5 * 1024);
        assertThat(new HitsType(spec).encode(new HitsType(spec).decode(bytes))).isEqualTo(bytes);
    }

    @Test
    void brokenBytes_areRefused() {
        byte[] bytes = TYPE.encode(example());
        for (byte[] broken : new byte[][] {
            {},
            {2},
            Arrays.copyOf(bytes, bytes.length - 1),
            // No samples, more samples than the block has, more hits than samples, a block too many, and no canonical
            // zero.
            {1, 0, 0, 0},
            {1, 0, 5, 0},
            {1, 0, 4, 5},
            {1, (byte) 0x80, 2, 1, 1},
            {1, (byte) 0x80, 0, 1, 1},
        }) {
            assertThatThrownBy(() -> TYPE.decode(broken))
                    .as(Arrays.toString(broken))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
