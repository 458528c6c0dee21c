package io.rangefold.job.mandelbrot;

import io.rangefold.job.JobResult;
import io.rangefold.job.Segments;
import io.rangefold.job.Segments.Segment;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Rows as a PNG, read, coloured and written one after the other.
 *
 * @param view what is seen
 * @param palette its colours
 * @param least the least value that escapes, see {@link Shading}
 * @param segments the rows
 * @param reduction of so many rows and columns one is shown
 * @param mayHaveGaps whether rows may be missing, which are transparent then
 */
record Picture(View view, Palette palette, int least, Segments segments, int reduction, boolean mayHaveGaps)
        implements JobResult.Image {
    static final String MEDIA_TYPE = "image/png";

    @Override
    public String mediaType() {
        return MEDIA_TYPE;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        int columns = shown(view.width());
        try (PngWriter png = new PngWriter(out, columns, shown(view.height()), mayHaveGaps)) {
            byte[] nothing = new byte[columns * pixelBytes()];
            byte[] pixels = nothing.clone();
            int[] values = new int[view.width()];
            Shading shading = new Shading(palette, least);
            long next = 0;
            for (Segment segment : segments.inOrder()) {
                next = skip(next, segment.range().low(), png, nothing);
                RowReader rows = new RowReader(segment.content());
                for (; next < segment.range().high(); next++) {
                    if (next % reduction == 0) {
                        rows.read(values);
                        paint(values, shading, pixels);
                        png.writeRow(pixels);
                    } else {
                        rows.skip();
                    }
                }
            }
            skip(next, view.height(), png, nothing);
            png.finish();
        }
    }

    private int shown(int pixels) {
        return (pixels - 1) / reduction + 1;
    }

    private int pixelBytes() {
        return mayHaveGaps ? 4 : 3;
    }

    private long skip(long from, long to, PngWriter png, byte[] nothing) throws IOException {
        if (from < to && !mayHaveGaps) {
            throw new IllegalStateException("rows " + from + " to " + to + " are missing");
        }
        for (long row = from; row < to; row++) {
            if (row % reduction == 0) {
                png.writeRow(nothing);
            }
        }
        return Math.max(from, to);
    }

    private void paint(int[] values, Shading shading, byte[] pixels) {
        int at = 0;
        if (mayHaveGaps) {
            Arrays.fill(pixels, (byte) 0xff);
        }
        for (int column = 0; column < values.length; column += reduction) {
            int colour = shading.colour(values[column]);
            pixels[at] = (byte) (colour >> 16);
            pixels[at + 1] = (byte) (colour >> 8);
            pixels[at + 2] = (byte) colour;
            at += pixelBytes();
        }
    }
}
