package io.rangefold.worker;

import io.rangefold.job.Arguments;
import io.rangefold.job.BlobSource;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.JobKind;
import io.rangefold.job.KindDescription;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import java.util.List;
import java.util.Map;

/** A job kind for workers: its jobs are never handed in and never end. */
record CountKind(Stage<?> stage) implements JobKind {
    static final String NAME = "count";

    @Override
    public KindDescription description() {
        return new KindDescription(NAME, "counts", "", List.of(), List.of(), "");
    }

    @Override
    public Job parse(Arguments arguments) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Job decode(byte[] spec, BlobSource blobs) {
        return new Job() {
            @Override
            public byte[] spec() {
                return spec;
            }

            @Override
            public Map<String, String> arguments() {
                return Map.of();
            }

            @Override
            public Stage<?> stage(int number, byte[] state) {
                return stage;
            }

            @Override
            public boolean proves() {
                return false;
            }

            @Override
            public Conclusion conclude(byte[] state, Segments segments, boolean prove) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
