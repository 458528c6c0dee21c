package io.rangefold.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.JobResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShownResultTest {
    private record Answer(int lines, String mediaType, int bytes) implements JobResult, JobResult.Image {
        @Override
        public void writeJson(JsonGenerator json) {
            throw new UnsupportedOperationException("nobody asks for it");
        }

        @Override
        public void writeText(Appendable out) throws IOException {
            for (int i = 0; i < lines; i++) {
                out.append("a line of text").append('\n');
            }
        }

        @Override
        public Optional<Image> image() {
            return Optional.of(this);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            for (int i = 0; i < bytes; i++) {
                out.write(1);
            }
        }
    }

    @Test
    void shortAnswer_isShownWhole() throws IOException {
        ShownResult shown = ShownResult.of(Optional.of(new Answer(2, "image/png", 3)));

        assertThat(shown.text()).hasValue("a line of text\na line of text\n");
        assertThat(shown.cut()).isFalse();
        assertThat(shown.picture()).hasValue("data:image/png;base64,AQEB");
    }

    @Test
    void longAnswer_isCut_andReadNoFurther() throws IOException {
        ShownResult shown = ShownResult.of(Optional.of(new Answer(Integer.MAX_VALUE, "image/png", 3)));

        assertThat(shown.cut()).isTrue();
        assertThat(shown.text().orElseThrow()).hasSize(8000);
    }

    @Test
    void largePicture_orOneThatCouldBeAnythingElse_isLeftOut() throws IOException {
        assertThat(ShownResult.of(Optional.of(new Answer(1, "image/png", 5 << 20)))
                        .picture())
                .isEmpty();
        assertThat(ShownResult.of(Optional.of(new Answer(1, "image/svg+xml", 3)))
                        .picture())
                .isEmpty();
    }

    @Test
    void noAnswer_showsNothing() throws IOException {
        assertThat(ShownResult.of(Optional.empty()).text()).isEmpty();
    }
}
