package io.rangefold.client;

import java.net.URI;
import java.util.Locale;

/**
 * Where an API is.
 *
 * @param base {@code http://HOST[:PORT][/PREFIX]}, or https, without slash at the end
 */
record Endpoint(URI base) {
    private static final String PATHS = "/api/v1/";

    /** @throws IllegalArgumentException if {@code url} is not of the form {@code http://HOST[:PORT]}, or https */
    static Endpoint of(String url) {
        URI uri = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("http") || scheme.equals("https");
        if (!web
                || uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getQuery() != null
                || uri.getFragment() != null) {
            throw new IllegalArgumentException("\"" + url + "\" is not of the form http://HOST:PORT");
        }
        return new Endpoint(uri);
    }

    /** The address of a path below {@code /api/v1/}, with its query. */
    URI at(String path) {
        return URI.create(base + PATHS + path);
    }

    /**
     * The API that a redirection of a path leads to.
     *
     * @throws IllegalArgumentException if it leads elsewhere, or from https to http
     */
    Endpoint redirected(String location, String path) {
        if (!location.endsWith(PATHS + path)) {
            throw new IllegalArgumentException("redirected to something else: " + location);
        }
        Endpoint target = of(location.substring(0, location.length() - PATHS.length() - path.length()));
        if (base.getScheme().equalsIgnoreCase("https")
                && !target.base.getScheme().equalsIgnoreCase("https")) {
            throw new IllegalArgumentException("redirected to an address without encryption: " + location);
        }
        return target;
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
