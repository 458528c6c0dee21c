package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.filter.FilteringGeneratorDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import io.rangefold.job.JobResult;
import java.io.IOException;

/** Writes some of a result's elements. Takes the time of writing all that come before, too: elements are made one by one. */
public final class ElementPage {
    private ElementPage() {}

    /**
     * Writes elements as JSON values of their own.
     *
     * @param offset how many are left out at the beginning
     * @param limit at most so many are written
     */
    public static void write(JsonGenerator json, JobResult.Elements elements, long offset, long limit)
            throws IOException {
        if (offset >= elements.count() || limit == 0) {
            return;
        }
        if (offset == 0 && limit >= elements.count()) {
            elements.writeEach(json);
            return;
        }
        try {
            elements.writeEach(new FilteringGeneratorDelegate(
                    json, new Window(offset, limit), TokenFilter.Inclusion.ONLY_INCLUDE_ALL, true));
        } catch (EndOfPageException e) {
            // What follows is not wanted.
        }
    }

    /** Lets root values of a window through, and ends the writing behind it. */
    private static final class Window extends TokenFilter {
        private final long offset;
        private long left;
        private long seen;

        Window(long offset, long limit) {
            this.offset = offset;
            this.left = limit;
        }

        @Override
        public TokenFilter includeRootValue(int index) {
            if (seen++ < offset) {
                return null;
            }
            if (left-- == 0) {
                throw new EndOfPageException();
            }
            return TokenFilter.INCLUDE_ALL;
        }
    }

    private static final class EndOfPageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EndOfPageException() {
            super(null, null, false, false);
        }
    }
}
