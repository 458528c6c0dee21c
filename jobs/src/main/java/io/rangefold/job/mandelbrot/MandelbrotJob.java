package io.rangefold.job.mandelbrot;

import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.JobResult;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import io.rangefold.job.range.ArgumentsCodec;
import java.util.Map;
import java.util.Optional;

/** A parsed or decoded {@code mandelbrot}. */
final class MandelbrotJob implements Job {
    /** What is seen of a picture while it is computed has no more pixels to a side. */
    private static final int MAX_PREVIEW_SIDE = 1024;

    private final MandelbrotSpec wanted;
    private final RowStage stage;

    MandelbrotJob(MandelbrotSpec wanted) {
        this.wanted = wanted;
        this.stage = new RowStage(wanted.view());
    }

    @Override
    public byte[] spec() {
        return ArgumentsCodec.encode(arguments());
    }

    @Override
    public Map<String, String> arguments() {
        return wanted.arguments();
    }

    @Override
    public Stage<?> stage(int number, byte[] state) {
        if (number != 0) {
            throw new IllegalArgumentException("there is no stage " + number);
        }
        return stage;
    }

    @Override
    public boolean proves() {
        return false;
    }

    @Override
    public Conclusion conclude(byte[] merged, Segments segments, boolean prove) {
        Tally tally = stage.partials().decode(merged);
        Picture picture = new Picture(wanted.view(), wanted.palette(), tally.least(), segments, 1, false);
        return new Conclusion(new MandelbrotResult(wanted.view(), tally, picture), true, Optional.empty());
    }

    @Override
    public Optional<JobResult> preview(byte[] merged, Segments segments) {
        Tally tally = stage.partials().decode(merged);
        int side = Math.max(wanted.view().width(), wanted.view().height());
        int reduction = (side - 1) / MAX_PREVIEW_SIDE + 1;
        Picture picture = new Picture(wanted.view(), wanted.palette(), tally.least(), segments, reduction, true);
        return Optional.of(new MandelbrotResult(wanted.view(), tally, new KeptImage(picture)));
    }
}
