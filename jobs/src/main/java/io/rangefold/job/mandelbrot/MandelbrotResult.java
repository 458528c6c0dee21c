package io.rangefold.job.mandelbrot;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.JobResult;
import java.io.IOException;
import java.util.Optional;

/** The picture, and what is counted of it. */
record MandelbrotResult(View view, Tally tally, Image picture) implements JobResult {
    @Override
    public void writeJson(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("width", view.width());
        json.writeNumberField("height", view.height());
        json.writeNumberField("rows", tally.rows());
        json.writeStringField("inside", Long.toString(tally.inside()));
        json.writeStringField("iterations", Long.toString(tally.iterations()));
        if (tally.hasEscaped()) {
            json.writeNumberField("leastIterations", Escape.iterations(tally.least()));
            json.writeNumberField("mostIterations", Escape.iterations(tally.most()));
        }
        json.writeEndObject();
    }

    @Override
    public void writeText(Appendable out) throws IOException {
        long pixels = tally.rows() * view.width();
        out.append(view.width() + " x " + view.height() + " pixels, " + tally.inside() + " of " + pixels
                + " belong to the set");
        if (tally.hasEscaped()) {
            out.append(", the others escape after " + Escape.iterations(tally.least()) + " to "
                    + Escape.iterations(tally.most()) + " iterations");
        }
        out.append('\n');
    }

    @Override
    public Optional<Image> image() {
        return Optional.of(picture);
    }
}
