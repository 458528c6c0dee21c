package io.rangefold.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.coordinator.document.Json;
import io.rangefold.job.JobResult;
import java.io.IOException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class AnswerHashTest {
    private record Answer(Json.Document document) implements JobResult {
        @Override
        public void writeJson(JsonGenerator json) throws IOException {
            document.write(json);
        }

        @Override
        public void writeText(Appendable out) {
            throw new UnsupportedOperationException("nobody asks for it");
        }
    }

    private static String hash(Json.Document document) throws IOException {
        return AnswerHash.of(new Answer(document));
    }

    @Test
    void fraction_isItsValue_howeverItIsWritten() throws IOException {
        String asDouble = hash(json -> json.writeNumber(0.00012));

        assertThat(hash(json -> json.writeNumber(new BigDecimal("0.000120")))).isEqualTo(asDouble);
        assertThat(hash(json -> json.writeNumber("1.2e-4"))).isEqualTo(asDouble);
        assertThat(hash(json -> json.writeNumber(0.00013))).isNotEqualTo(asDouble);
    }

    @Test
    void texts_differ() throws IOException {
        assertThat(hash(json -> json.writeString("12"))).isNotEqualTo(hash(json -> json.writeString("13")));
    }
}
