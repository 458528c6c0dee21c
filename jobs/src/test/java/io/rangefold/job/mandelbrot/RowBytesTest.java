package io.rangefold.job.mandelbrot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowBytesTest {
    private static byte[] bytes(int[]... rows) {
        RowWriter writer = new RowWriter();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] row : rows) {
            writer.write(row);
            out.write(writer.buffer(), writer.offset(), writer.length());
        }
        return out.toByteArray();
    }

    private static List<int[]> examples() {
        Random random = new Random(3);
        int[] noise = random.ints(5000, 0, Integer.MAX_VALUE).toArray();
        int[] slope = random.ints(5000, 0, 3).toArray();
        Arrays.parallelPrefix(slope, Integer::sum);
        int[] edges = {0, Integer.MAX_VALUE, 0, 0, 1, Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0, 0};
        return List.of(new int[1], new int[] {7}, new int[65_535], edges, noise, slope);
    }

    @Test
    void rows_comeBackFromTheirBytes() {
        for (int[] row : examples()) {
            int[] back = new int[row.length];
            new RowReader(bytes(row)).read(back);
            assertThat(back).isEqualTo(row);
        }
    }

    @Test
    void rowsThatAreSkipped_leaveTheNextOnes() {
        int[] first = {1, 2, 3};
        int[] second = {5, 5, 0};
        RowReader reader = new RowReader(bytes(first, second));
        reader.skip();
        int[] back = new int[3];
        reader.read(back);
        assertThat(back).isEqualTo(second);
        assertThatThrownBy(reader::skip).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void emptyRows_takeFewBytes() {
        assertThat(bytes(new int[65_535])).hasSizeLessThan(6);
    }

    @Test
    void brokenBytes_areRefused() {
        byte[] bytes = bytes(new int[] {300, 301, 301, 17});
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> new RowReader(cut).read(new int[4])).isInstanceOf(IllegalArgumentException.class);
        }
        for (int other : new int[] {3, 5}) {
            assertThatThrownBy(() -> new RowReader(bytes).read(new int[other]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void randomBytes_areReadOrRefused_andNothingElse() {
        Random random = new Random(9);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            try {
                new RowReader(bytes).read(new int[1 + random.nextInt(30)]);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }
}
