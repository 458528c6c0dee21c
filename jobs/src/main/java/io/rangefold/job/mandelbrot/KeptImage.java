package io.rangefold.job.mandelbrot;

import io.rangefold.job.JobResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A small picture that many may want to see: made once. */
final class KeptImage implements JobResult.Image {
    private final JobResult.Image image;
    private byte @Nullable [] bytes;

    KeptImage(JobResult.Image image) {
        this.image = image;
    }

    @Override
    public String mediaType() {
        return image.mediaType();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes());
    }

    private synchronized byte[] bytes() throws IOException {
        byte[] made = bytes;
        if (made == null) {
            ByteArrayOutputStream buffer = new ByteArrayOutputStream();
            image.writeTo(buffer);
            made = buffer.toByteArray();
            bytes = made;
        }
        return made;
    }
}
