package io.rangefold.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.job.JobResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {
    @TempDir
    private Path folder;

    @Test
    void whatFailsMidway_leavesTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("out"), "old");
        ResultsFile results = ResultsFile.open(file.toString(), "--results");
        try (results) {
            assertThatThrownBy(() -> results.write(new Numbers(3, true))).hasMessage("broken");
        }
        assertThat(file).hasContent("old");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void link_isFollowed() throws IOException {
        Path file = Files.writeString(folder.resolve("out"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        try (ResultsFile results = ResultsFile.open(link.toString(), "--results")) {
            results.write(new Numbers(2, false));
        }
        assertThat(file).hasContent("0\n1\n");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void device_isWrittenDirectly() throws IOException {
        try (ResultsFile results = ResultsFile.open("/dev/null", "--results")) {
            assertThat(results.write(new Numbers(2, false))).isEqualTo(2);
        }
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void emptyResult_givesAnEmptyFile() throws IOException {
        Path file = folder.resolve("out");
        try (ResultsFile results = ResultsFile.open(file.toString(), "--results")) {
            results.write(new Numbers(0, false));
        }
        assertThat(file).isEmptyFile();
    }

    @Test
    void directory_isRefused() {
        assertThatThrownBy(() -> ResultsFile.open(folder.toString(), "--results"))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("is a directory");
    }

    private record Numbers(long count, boolean breaks) implements JobResult.Elements {
        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public void writeEach(JsonGenerator json) throws IOException {
            for (long i = 0; i < count; i++) {
                json.writeNumber(i);
            }
            if (breaks) {
                throw new IOException("broken");
            }
        }
    }
}
