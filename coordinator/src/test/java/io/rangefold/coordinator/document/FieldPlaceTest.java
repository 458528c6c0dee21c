package io.rangefold.coordinator.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.job.Arguments;
import io.rangefold.job.InputText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPlaceTest {
    private static final JobRequest REQUEST = new JobRequest(
            "factorize",
            new Arguments(
                    List.of("12"), Map.of(), Map.of("input", new Arguments.InputFile("in.txt", InputText.of("1")))),
            JobOptions.DEFAULT);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "--expr, column 5     | arguments.expr   | column 5",
                "--from               | arguments.from   | ''",
                "--max-iterations     | arguments.max-iterations | ''",
                "argument 3           | positional[2]    | ''",
                "N…                   | positional       | ''",
                "KIND                 | kind             | ''",
                "options.priority     | options.priority | ''",
                "positional[0]        | positional[0]    | ''",
                "files.input.text     | files.input.text | ''",
                "the query, limit     | query.limit      | ''",
                "in.txt, line 3       | files.input      | line 3",
                "in.txt               | files.input      | ''",
                "factorize            | positional       | ''",
            })
    void place_isTheField(String where, String field, String detail) {
        assertThat(FieldPlace.of(where, REQUEST)).contains(new FieldPlace(field, detail));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "the body", "the body, line 1, column 2", "other.txt, line 1", "Host header", "--"})
    void placeThatIsNoField_isNone(String where) {
        assertThat(FieldPlace.of(where, REQUEST)).isEmpty();
    }
}
