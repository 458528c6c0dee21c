package io.rangefold.job.range.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.job.Job;
import io.rangefold.job.JobKinds;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import org.junit.jupiter.api.Test;

class FoldPreviewTest {
    private static Job job(String kind, String... more) {
        String[] options = new String[6 + more.length];
        System.arraycopy(new String[] {"from", "0", "to", "100", "expr", "i"}, 0, options, 0, 6);
        System.arraycopy(more, 0, options, 6, more.length);
        return FoldRun.job(JobKinds.installed().named(kind), options);
    }

    private static <P> byte[] nothing(Stage<P> stage) {
        return stage.partials().encode(stage.partials().identity());
    }

    @Test
    void preview_isTheAnswerForTheValuesSoFar() {
        byte[] half =
                FoldRun.inStrides(FoldRun.job(JobKinds.installed().named("range-sum"), "from", "0", "to", "50"), 7);
        assertThat(job("range-sum").preview(half, Segments.none()).map(FoldRun::json))
                .contains("{\"sum\":\"1225\"}");
    }

    @Test
    void answerThatNoValueHasYet_isNotShown() {
        Job job = job("range-max");
        assertThat(job.preview(nothing(job.stage(0, new byte[0])), Segments.none()))
                .isEmpty();
    }

    @Test
    void conclusionFromAProof_hasNothingToShow() {
        Job job = job("range-sum", "fast", "true");
        assertThat(job.preview(nothing(job.stage(0, new byte[0])), Segments.none()))
                .isEmpty();
    }
}
