package io.rangefold.cli.job;

import java.io.IOException;
import java.util.Optional;

/**
 * The files that a job's result goes to.
 *
 * @param elements for the elements of its list, if wanted
 * @param image for its picture, if wanted
 */
public record OutputFiles(Optional<ResultsFile> elements, Optional<ResultsFile> image) implements AutoCloseable {
    public static final OutputFiles NONE = new OutputFiles(Optional.empty(), Optional.empty());

    /**
     * Opens the files with these names.
     *
     * @throws io.rangefold.cli.syntax.CliException if one can't be written
     */
    public static OutputFiles open(Optional<String> elements, Optional<String> image) {
        Optional<ResultsFile> first = elements.map(name -> ResultsFile.open(name, JobSyntax.RESULTS));
        return new OutputFiles(first, image.map(name -> ResultsFile.open(name, JobSyntax.IMAGE)));
    }

    /** Removes what was not finished. */
    @Override
    public void close() throws IOException {
        if (elements.isPresent()) {
            elements.get().close();
        }
        if (image.isPresent()) {
            image.get().close();
        }
    }
}
