package io.rangefold.cli.bench;

import java.io.IOException;

/** Whoever computes the job. */
@FunctionalInterface
interface Contestant {
    /** Computes it once, and waits for that. */
    Run run() throws IOException;
}
