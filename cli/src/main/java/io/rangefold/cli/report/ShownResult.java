package io.rangefold.cli.report;

import io.rangefold.job.JobResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * What a page shows of an answer.
 *
 * @param text its beginning, for people; empty if there is no answer
 * @param cut whether the text goes on
 * @param picture as a {@code data:} URL; empty if there is none, or a large one
 * @param curve empty if it is none
 */
record ShownResult(Optional<String> text, boolean cut, Optional<String> picture, Optional<JobResult.Curve> curve) {
    private static final int MAX_CHARS = 8_000;
    private static final int MAX_PICTURE_BYTES = 4 << 20;
    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    /** Reads no more of it than is shown. */
    static ShownResult of(Optional<JobResult> result) throws IOException {
        if (result.isEmpty()) {
            return new ShownResult(Optional.empty(), false, Optional.empty(), Optional.empty());
        }
        Head head = new Head();
        try {
            result.get().writeText(head);
        } catch (EnoughException e) {
            // The rest is not shown.
        }
        Optional<JobResult.Image> image = result.get().image();
        return new ShownResult(
                Optional.of(head.text.toString()),
                head.text.length() == MAX_CHARS,
                image.isPresent() ? url(image.get()) : Optional.empty(),
                result.get().curve());
    }

    private static Optional<String> url(JobResult.Image image) throws IOException {
        if (!PICTURES.contains(image.mediaType())) {
            return Optional.empty();
        }
        BoundedBytes bytes = new BoundedBytes();
        try {
            image.writeTo(bytes);
        } catch (EnoughException e) {
            return Optional.empty();
        }
        return Optional.of("data:" + image.mediaType() + ";base64,"
                + Base64.getEncoder().encodeToString(bytes.gathered.toByteArray()));
    }

    /** Ends a writing that nobody reads any further. */
    private static final class EnoughException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Head implements Appendable {
        private final StringBuilder text = new StringBuilder();

        @Override
        public Appendable append(CharSequence more) throws IOException {
            return append(more, 0, more.length());
        }

        @Override
        public Appendable append(CharSequence more, int start, int end) throws IOException {
            int room = MAX_CHARS - text.length();
            text.append(more, start, start + Math.min(room, end - start));
            if (end - start > room) {
                throw new EnoughException();
            }
            return this;
        }

        @Override
        public Appendable append(char c) throws IOException {
            return append(String.valueOf(c));
        }
    }

    private static final class BoundedBytes extends OutputStream {
        private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            if (gathered.size() + length > MAX_PICTURE_BYTES) {
                throw new EnoughException();
            }
            gathered.write(source, offset, length);
        }
    }
}
