package io.rangefold.cli.job;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.cli.output.TargetFile;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.coordinator.document.Json;
import io.rangefold.job.JobResult;
import java.io.IOException;

/** The file that gets the elements of a result. */
public final class ResultsFile implements AutoCloseable {
    private final TargetFile file;

    private ResultsFile(TargetFile file) {
        this.file = file;
    }

    /**
     * Opens the file, before anything is computed.
     *
     * @throws CliException if it can't be written
     */
    public static ResultsFile open(String name) {
        return new ResultsFile(TargetFile.open(name, "--results"));
    }

    /** As the user wrote it. */
    public String name() {
        return file.name();
    }

    /**
     * Writes every element on a line and gives the file its name.
     *
     * @return how many there are
     */
    public long write(JobResult.Elements elements) throws IOException {
        try (JsonGenerator json = Json.lines(file.out())) {
            elements.writeEach(json);
        }
        if (elements.count() > 0) {
            file.out().write('\n');
        }
        file.finish();
        return elements.count();
    }

    /** Removes what was not finished. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
