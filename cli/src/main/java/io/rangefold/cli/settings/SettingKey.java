package io.rangefold.cli.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that can be set in the conf file and the environment. */
public enum SettingKey {
    API("api", "http://127.0.0.1:8520", "where client commands find the coordinator, URL[,URL…]"),
    LOG_FORMAT("log-format", "text", "how coordinators and workers write their log: text or json"),
    API_PATIENCE("api.patience", "30s", "how long client commands look for a coordinator that they have lost"),
    COORDINATOR_BIND(
            "coordinator.bind", "127.0.0.1", "address that the coordinator's cluster and node ports listen on"),
    COORDINATOR_ADVERTISE("coordinator.advertise", "", "host name that workers reach it under; empty: the bound one"),
    COORDINATOR_PORT("coordinator.port", "25520", "cluster port"),
    COORDINATOR_NODE_PORT("coordinator.node-port", "25521", "port for liveness connections and blobs"),
    COORDINATOR_API_BIND("coordinator.api-bind", "127.0.0.1", "address that the HTTP API listens on"),
    COORDINATOR_API_PORT("coordinator.api-port", "8520", "port of the HTTP API"),
    COORDINATOR_LEASE_TIMEOUT(
            "coordinator.lease-timeout",
            "10s",
            "a silent worker, or a slot without progress, loses its leases after this"),
    COORDINATOR_DATA(
            "coordinator.data",
            "",
            "where jobs are kept: a folder, postgresql://HOST/DATABASE, or none for memory only"),
    COORDINATOR_JOIN("coordinator.join", "", "other coordinators on the same database, HOST:PORT[,HOST:PORT…]"),
    WORKER_JOIN("worker.join", "", "coordinators to join, HOST:PORT[,HOST:PORT…]"),
    WORKER_SLOTS("worker.slots", "", "slots; empty: all cores that the process may use"),
    WORKER_BIND("worker.bind", "127.0.0.1", "address that the worker listens on"),
    WORKER_ADVERTISE("worker.advertise", "", "host name that coordinators reach it under; empty: the bound one"),
    WORKER_PORT("worker.port", "0", "cluster port; 0: any that is free"),
    WORKER_NAME("worker.name", "", "name in lists; empty: made of host and process"),
    WORKER_METRICS_PORT(
            "worker.metrics-port", "", "port for Prometheus, at the bound address; 0: any that is free; empty: none"),
    WORKER_HUNG_AFTER(
            "worker.hung-after",
            "30s",
            "a worker whose kernel does not come back for so long starts itself anew; longer than the lease time-out");

    private final String key;
    private final String defaultValue;
    private final String description;

    SettingKey(String key, String defaultValue, String description) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.description = description;
    }

    /** As in the conf file. */
    public String key() {
        return key;
    }

    public String defaultValue() {
        return defaultValue;
    }

    public String description() {
        return description;
    }

    /** As in the environment. */
    public String variable() {
        return "RANGEFOLD_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    static Optional<SettingKey> named(String key) {
        return Stream.of(values()).filter(each -> each.key.equals(key)).findFirst();
    }
}
