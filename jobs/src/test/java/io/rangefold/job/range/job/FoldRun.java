package io.rangefold.job.range.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.Job;
import io.rangefold.job.JobKind;
import io.rangefold.job.JobResult;
import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.PartialType;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs jobs over ranges in the test's thread, each partial through its bytes as between nodes. */
public final class FoldRun {
    private static final byte[] NOTHING = {};

    private FoldRun() {}

    /** @param options names and values in turn */
    public static Job job(JobKind kind, String... options) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int k = 0; k < options.length; k += 2) {
            map.put(options[k], options[k + 1]);
        }
        return kind.parse(Arguments.ofOptions(map));
    }

    /** The job as a worker has it. */
    public static Job decoded(JobKind kind, Job job) {
        return kind.decode(job.spec(), id -> NOTHING);
    }

    /** The merged bytes of strides of that size; the last stride is merged first. */
    public static byte[] inStrides(Job job, long stride) {
        Stage<?> stage = job.stage(0, NOTHING);
        return inStrides(stage, stage.newKernel(), stride);
    }

    /** The bytes that the reference kernel gives over the whole range. */
    public static byte[] byReference(Job job) {
        Stage<?> stage = job.stage(0, NOTHING);
        return inStrides(stage, stage.newReferenceKernel().orElseThrow(), Long.MAX_VALUE);
    }

    @SuppressWarnings("unchecked")
    private static <P> byte[] inStrides(Stage<P> stage, Kernel<?> kernel, long stride) {
        PartialType<P> partials = stage.partials();
        P merged = partials.identity();
        for (long high = stage.items(); high > 0; ) {
            long low = high > stride ? high - stride : 0;
            P partial = ((Kernel<P>) kernel).compute(low, high, KernelContext.detached(high));
            merged = partials.merge(partials.decode(partials.encode(partial)), merged);
            high = low;
        }
        return partials.encode(merged);
    }

    /** The answer as documents show it, of strides of that size. */
    public static String json(Job job, long stride) {
        return json(result(job, inStrides(job, stride)));
    }

    public static JobResult result(Job job, byte[] merged) {
        return job.conclude(merged, Segments.none(), true).result();
    }

    public static String json(JobResult result) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            result.writeJson(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    public static String text(JobResult result) {
        StringBuilder text = new StringBuilder();
        try {
            result.writeText(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** How the kind refuses these options. */
    public static BadInputException refusal(JobKind kind, String... options) {
        try {
            job(kind, options);
        } catch (BadInputException e) {
            return e;
        }
        throw new AssertionError("not refused");
    }
}
