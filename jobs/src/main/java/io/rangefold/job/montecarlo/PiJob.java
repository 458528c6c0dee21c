package io.rangefold.job.montecarlo;

import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.JobResult;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import io.rangefold.job.range.ArgumentsCodec;
import java.util.Map;
import java.util.Optional;

/** A parsed or decoded {@code monte-carlo-pi}. */
record PiJob(PiSpec wanted) implements Job {
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
        return new PiStage(wanted);
    }

    @Override
    public boolean proves() {
        return false;
    }

    @Override
    public Conclusion conclude(byte[] merged, Segments segments, boolean prove) {
        return new Conclusion(new PiResult(new HitsType(wanted).decode(merged)), true, Optional.empty());
    }

    /** Any of the samples are as good as any others. */
    @Override
    public Optional<JobResult> preview(byte[] merged, Segments segments) {
        PiResult soFar = new PiResult(new HitsType(wanted).decode(merged));
        return soFar.samples() == 0 ? Optional.empty() : Optional.of(soFar);
    }
}
