package io.rangefold.coordinator.store;

/**
 * Where a coordinator is found.
 *
 * @param node its cluster address, as {@code host:port}
 * @param api its HTTP API, as {@code http://host:port}
 */
public record Leader(String node, String api) {}
