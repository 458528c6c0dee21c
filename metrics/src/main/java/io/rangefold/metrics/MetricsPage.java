package io.rangefold.metrics;

/** What a node shows of itself at {@code /metrics}. Asked from any thread; may take a moment. */
@FunctionalInterface
public interface MetricsPage {
    /** Where it is. */
    String PATH = "/metrics";

    /** @param accept the request's {@code Accept} header; empty if it has none */
    Content read(String accept);

    /**
     * The page.
     *
     * @param type for the header {@code Content-Type}
     * @param body in UTF-8
     */
    record Content(String type, byte[] body) {}
}
