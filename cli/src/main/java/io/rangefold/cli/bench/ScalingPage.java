package io.rangefold.cli.bench;

import io.rangefold.cli.html.PageParts;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** A scaling report as a page with plots. */
public final class ScalingPage {
    private ScalingPage() {}

    /** Writes it; {@code out} stays open. */
    public static void write(OutputStream out, ScalingReport report) throws IOException {
        PageParts.page("How " + report.subject().kind() + " scales", "scaling.js")
                .write(out, json -> ScalingDocument.write(json, report, Optional.empty()));
    }
}
