package io.rangefold.coordinator.api;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The description of the API, written by hand in {@code openapi.json} beside this class; a test holds it and the routes together. */
final class OpenApiRoute {
    static final String PATH = "/api/v1/openapi.json";

    private final byte[] document = read();

    void addTo(RoutesConfig routes) {
        routes.get(PATH, context -> context.contentType(Replies.JSON).result(document));
    }

    private static byte[] read() {
        try (InputStream in = Objects.requireNonNull(OpenApiRoute.class.getResourceAsStream("openapi.json"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the description of the API", e);
        }
    }
}
