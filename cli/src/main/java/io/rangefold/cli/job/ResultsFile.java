package io.rangefold.cli.job;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.cli.output.TargetFile;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.coordinator.document.Json;
import io.rangefold.job.JobResult;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A file that gets the elements of a result, or its picture. */
public final class ResultsFile implements AutoCloseable {
    private final TargetFile file;

    private ResultsFile(TargetFile file) {
        this.file = file;
    }

    /**
     * Opens the file, before anything is computed.
     *
     * @param option which named it
     * @throws CliException if it can't be written
     */
    public static ResultsFile open(String name, String option) {
        return new ResultsFile(TargetFile.open(name, option));
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

    /**
     * Writes the picture and gives the file its name.
     *
     * @return how many bytes it has
     */
    public long write(JobResult.Image image) throws IOException {
        CountingStream counted = new CountingStream(file.out());
        image.writeTo(counted);
        file.finish();
        return counted.count;
    }

    /** Removes what was not finished. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    private static final class CountingStream extends FilterOutputStream {
        private long count;

        CountingStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            count++;
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            out.write(source, offset, length);
            count += length;
        }
    }
}
