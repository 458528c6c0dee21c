package io.rangefold.job.mandelbrot;

import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;

/** Computes, counts and writes rows. */
final class RowKernel implements Kernel<Tally> {
    private final Rows rows;
    private final int[] values;
    private final RowWriter writer = new RowWriter();

    RowKernel(View view, Rows rows) {
        this.rows = rows;
        this.values = new int[view.width()];
    }

    @Override
    public Tally compute(long low, long high, KernelContext context) {
        Tally tally = Tally.NONE;
        long[] end = {high};
        for (long index = low; index < end[0]; index++) {
            long row = index;
            rows.compute(row, values, () -> end[0] = Math.min(end[0], context.poll(row)));
            tally = tally.plus(Tally.of(values));
            writer.write(values);
            context.output().write(writer.buffer(), writer.offset(), writer.length());
        }
        return tally;
    }
}
