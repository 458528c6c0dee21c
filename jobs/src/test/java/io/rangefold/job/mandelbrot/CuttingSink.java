package io.rangefold.job.mandelbrot;

import io.rangefold.job.KernelContext;
import io.rangefold.job.SegmentSink;
import java.io.ByteArrayOutputStream;

/** Cuts a stride behind index 7; gathers output. */
final class CuttingSink implements KernelContext {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long end = Long.MAX_VALUE;

    @Override
    public long poll(long index) {
        if (index >= 7) {
            end = Math.min(end, index + 1);
        }
        return end;
    }

    @Override
    public SegmentSink output() {
        return bytes::write;
    }

    /** How many rows of that width were written. */
    int rows(int width) {
        byte[] all = bytes.toByteArray();
        RowReader reader = new RowReader(all);
        int rows = 0;
        while (true) {
            try {
                reader.read(new int[width]);
                rows++;
            } catch (IllegalArgumentException e) {
                return rows;
            }
        }
    }
}
