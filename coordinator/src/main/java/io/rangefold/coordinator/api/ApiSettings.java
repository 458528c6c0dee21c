package io.rangefold.coordinator.api;

import java.util.Set;

/**
 * Where the API listens.
 *
 * @param bind host name or address
 * @param port 0 to 65535; 0 for any that is free
 * @param names further host names that requests may be addressed to, as the advertised one
 * @param limits how much callers may hold
 */
public record ApiSettings(String bind, int port, Set<String> names, ApiLimits limits) {
    public static final int DEFAULT_PORT = 8520;

    /** Checks the port; copies. */
    public ApiSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not within 0 and 65535");
        }
        names = Set.copyOf(names);
    }

    /** With the usual limits. */
    public ApiSettings(String bind, int port, Set<String> names) {
        this(bind, port, names, ApiLimits.DEFAULT);
    }

    /** On loopback. */
    public static ApiSettings loopback(int port) {
        return new ApiSettings("127.0.0.1", port, Set.of());
    }
}
