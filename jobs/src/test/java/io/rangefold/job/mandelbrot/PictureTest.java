package io.rangefold.job.mandelbrot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.job.JobResult;
import io.rangefold.job.KernelContext;
import io.rangefold.job.SegmentSink;
import io.rangefold.job.Segments;
import io.rangefold.protocol.Range;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureTest {
    /** A piece of output. */
    private record Piece(Range range, byte[] content) implements Segments.Segment {}

    /** Rows of a job, computed in strides. */
    private static final class Computed {
        private final RowStage stage;
        private final List<Segments.Segment> pieces = new ArrayList<>();
        private Tally tally = Tally.NONE;

        Computed(MandelbrotJob job) {
            this.stage = (RowStage) job.stage(0, new byte[0]);
        }

        Computed rows(long low, long high) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            tally = tally.plus(stage.newKernel().compute(low, high, new KernelContext() {
                @Override
                public long poll(long index) {
                    return high;
                }

                @Override
                public SegmentSink output() {
                    return bytes::write;
                }
            }));
            pieces.add(new Piece(Range.of(low, high), bytes.toByteArray()));
            return this;
        }

        byte[] merged() {
            return stage.partials().encode(tally);
        }

        Segments segments() {
            return () -> pieces;
        }
    }

    private static BufferedImage image(JobResult result) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        result.image().orElseThrow().writeTo(bytes);
        return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
    }

    @Test
    void picture_hasTheColoursOfItsValues() throws IOException {
        MandelbrotJob job = Views.job(97, 61, "palette", "fire");
        Computed computed = new Computed(job).rows(0, 10).rows(10, 61);
        BufferedImage image =
                image(job.conclude(computed.merged(), computed.segments(), true).result());
        assertThat(image.getWidth()).isEqualTo(97);
        assertThat(image.getHeight()).isEqualTo(61);

        View view = Views.view(97, 61, "-0.5,0", "1", 1000);
        Shading shading = new Shading(Palette.FIRE, computed.tally.least());
        int[] values = new int[97];
        for (int row = 0; row < 61; row++) {
            new PlainRows(view).compute(row, values, () -> {});
            for (int column = 0; column < 97; column++) {
                assertThat(image.getRGB(column, row) & 0xffffff).isEqualTo(shading.colour(values[column]));
            }
        }
    }

    @Test
    void preview_showsTheRowsThatAreThere() throws IOException {
        MandelbrotJob job = Views.job(20, 10);
        Computed computed = new Computed(job).rows(2, 4).rows(7, 8);
        BufferedImage image =
                image(job.preview(computed.merged(), computed.segments()).orElseThrow());
        for (int row = 0; row < 10; row++) {
            boolean isThere = row == 2 || row == 3 || row == 7;
            assertThat(image.getRGB(5, row) >>> 24).as("row %d", row).isEqualTo(isThere ? 255 : 0);
        }
    }

    @Test
    void preview_ofALargePicture_isSmaller() throws IOException {
        MandelbrotJob job = Views.job(3000, 7);
        Computed computed = new Computed(job).rows(0, 7);
        BufferedImage whole =
                image(job.conclude(computed.merged(), computed.segments(), true).result());
        BufferedImage small =
                image(job.preview(computed.merged(), computed.segments()).orElseThrow());
        assertThat(small.getWidth()).isEqualTo(1000);
        assertThat(small.getHeight()).isEqualTo(3);
        assertThat(small.getRGB(17, 2)).isEqualTo(whole.getRGB(51, 6));
    }

    @Test
    void preview_ofNothing_isTransparent() throws IOException {
        MandelbrotJob job = Views.job(20, 10);
        BufferedImage image =
                image(job.preview(new Computed(job).merged(), Segments.none()).orElseThrow());
        assertThat(image.getRGB(3, 3) >>> 24).isZero();
    }

    @Test
    void pictureWithAGap_isNone() {
        MandelbrotJob job = Views.job(20, 10);
        Computed computed = new Computed(job).rows(0, 4).rows(5, 10);
        JobResult result =
                job.conclude(computed.merged(), computed.segments(), true).result();
        assertThatThrownBy(() -> image(result)).hasMessageContaining("rows 4 to 5 are missing");
    }

    @Test
    void longFiles_haveSeveralChunks() throws IOException {
        MandelbrotJob job = Views.job(900, 300, "center", "-0.7436438,0.1318259", "zoom", "3000");
        Computed computed = new Computed(job).rows(0, 300);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        job.conclude(computed.merged(), computed.segments(), true)
                .result()
                .image()
                .orElseThrow()
                .writeTo(bytes);
        assertThat(bytes.size()).isGreaterThan(100_000);
        assertThat(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())).getHeight())
                .isEqualTo(300);
    }
}
