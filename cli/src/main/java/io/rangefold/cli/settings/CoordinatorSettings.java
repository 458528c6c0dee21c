package io.rangefold.cli.settings;

import io.rangefold.cli.syntax.Words;
import io.rangefold.coordinator.api.ApiSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a coordinator runs.
 *
 * @param bind host that the cluster and node ports listen on
 * @param advertise host that workers reach them under
 * @param port cluster port; 0 for any that is free
 * @param nodePort port for liveness connections and blobs; 0 for any that is free
 * @param leaseTimeout patience with silent workers and slots without progress, 1 s to 1 h
 * @param api where the HTTP API listens
 * @param data where jobs are kept: a folder or a URL, which may have a password; empty for memory only
 * @param join cluster addresses of the other coordinators on the same database
 * @param exposed whether anything listens beyond loopback, by the user's express wish
 */
public record CoordinatorSettings(
        String bind,
        String advertise,
        int port,
        int nodePort,
        Duration leaseTimeout,
        ApiSettings api,
        Optional<String> data,
        List<HostPort> join,
        boolean exposed) {

    /** Copies. */
    public CoordinatorSettings {
        join = List.copyOf(join);
    }

    /** Takes flags, environment and conf file together; refuses to leave loopback without {@code --insecure}. */
    public static CoordinatorSettings of(Words words, Settings settings) {
        Setting bind = settings.get(SettingKey.COORDINATOR_BIND, "--bind", words.value("--bind"));
        Setting apiBind = settings.get(SettingKey.COORDINATOR_API_BIND, "--api-bind", words.value("--api-bind"));
        Setting advertise = settings.get(SettingKey.COORDINATOR_ADVERTISE, "--advertise", words.value("--advertise"));
        String host = bind.host();
        String advertised = advertise.value().isEmpty() ? host : advertise.host();
        ApiSettings api = new ApiSettings(
                apiBind.host(),
                settings.get(SettingKey.COORDINATOR_API_PORT, "--api-port", words.value("--api-port"))
                        .port(),
                Set.of(advertised));
        Optional<DataPlace> data =
                DataPlace.of(settings.get(SettingKey.COORDINATOR_DATA, "--data", words.value("--data")));
        return new CoordinatorSettings(
                host,
                advertised,
                settings.get(SettingKey.COORDINATOR_PORT, "--port", words.value("--port"))
                        .port(),
                settings.get(SettingKey.COORDINATOR_NODE_PORT, "--node-port", words.value("--node-port"))
                        .port(),
                settings.get(SettingKey.COORDINATOR_LEASE_TIMEOUT, "", Optional.empty())
                        .duration(Duration.ofSeconds(1), Duration.ofHours(1)),
                api,
                data.map(DataPlace::text),
                join(words, settings, data),
                Exposure.check(List.of(bind, apiBind), words.flag("--insecure")));
    }

    private static List<HostPort> join(Words words, Settings settings, Optional<DataPlace> data) {
        Setting join = settings.get(SettingKey.COORDINATOR_JOIN, "--join", words.value("--join"));
        if (join.value().isEmpty()) {
            return List.of();
        }
        DataPlace.checkShared(data, join);
        List<HostPort> others = HostPort.list(join);
        for (HostPort other : others) {
            if (!Exposure.isLoopback(other.host())) {
                Exposure.refuseUnless(words.flag("--insecure"), other.host(), join.source());
            }
        }
        return others;
    }

    /** The same with a certain port of the API, where any that is free was wanted. */
    public CoordinatorSettings withApiPort(int apiPort) {
        ApiSettings known = new ApiSettings(api.bind(), apiPort, api.names());
        return new CoordinatorSettings(bind, advertise, port, nodePort, leaseTimeout, known, data, join, exposed);
    }

    /**
     * Where clients and other coordinators reach the API, as {@code http://HOST:PORT}: under the advertised name where it
     * listens on all addresses.
     */
    public String apiUrl() {
        boolean everywhere = api.bind().equals("0.0.0.0") || api.bind().equals("::");
        return "http://" + new HostPort(everywhere ? advertise : api.bind(), api.port());
    }
}
