package io.rangefold.benchmark.program;

import io.rangefold.benchmark.report.Samples;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One job that ran several times in one process: cold at first, warm in the end. */
public record Repeated(List<JobRun> runs) {

    /** What the first one took, or anything else of it. */
    public double cold(ToDoubleFunction<JobRun> measure) {
        return measure.applyAsDouble(runs.get(0));
    }

    /** The median of the second half. */
    public double warm(ToDoubleFunction<JobRun> measure) {
        return new Samples(runs.subList(runs.size() / 2, runs.size()).stream()
                        .mapToDouble(measure)
                        .boxed()
                        .toList())
                .median();
    }
}
