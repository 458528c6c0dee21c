package io.rangefold.cli.settings;

import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.Words;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a worker runs.
 *
 * @param join coordinators, at least one
 * @param slots size of its pool, at least 1
 * @param bind host that it listens on
 * @param advertise host that coordinators reach it under
 * @param port cluster port; 0 for any that is free
 * @param name in lists
 * @param hungAfter a kernel that does not come back for so long is given up, with the process, 1 s to 1 day
 * @param metricsPort where Prometheus reads, at {@code bind}; 0 for any that is free; empty for nowhere
 * @param exposed whether it listens or connects beyond loopback, by the user's express wish
 */
public record WorkerSettings(
        List<HostPort> join,
        int slots,
        String bind,
        String advertise,
        int port,
        String name,
        Duration hungAfter,
        OptionalInt metricsPort,
        boolean exposed) {
    /** The most slots that make sense to anybody. */
    public static final int MAX_SLOTS = 4096;

    private static final int MAX_NAME_CHARS = 100;

    /** Copies. */
    public WorkerSettings {
        join = List.copyOf(join);
    }

    /** Takes flags, environment and conf file together; refuses to leave loopback without {@code --insecure}. */
    public static WorkerSettings of(Words words, Settings settings) {
        Setting join = settings.get(SettingKey.WORKER_JOIN, "--join", words.value("--join"));
        if (join.value().isEmpty()) {
            throw CliException.usage(
                    "no coordinator is named", "--join", "give --join HOST:PORT, as the coordinator prints it");
        }
        List<HostPort> coordinators = HostPort.list(join);
        Setting bind = settings.get(SettingKey.WORKER_BIND, "--bind", words.value("--bind"));
        Setting advertise = settings.get(SettingKey.WORKER_ADVERTISE, "--advertise", words.value("--advertise"));
        String host = bind.host();
        boolean insecure = words.flag("--insecure");
        boolean exposed = Exposure.check(List.of(bind), insecure);
        for (HostPort coordinator : coordinators) {
            if (!Exposure.isLoopback(coordinator.host())) {
                exposed = true;
                Exposure.refuseUnless(insecure, coordinator.host(), join.source());
            }
        }
        return new WorkerSettings(
                coordinators,
                slots(settings.get(SettingKey.WORKER_SLOTS, "--slots", words.value("--slots"))),
                host,
                advertise.value().isEmpty() ? host : advertise.host(),
                settings.get(SettingKey.WORKER_PORT, "--port", words.value("--port"))
                        .port(),
                name(settings.get(SettingKey.WORKER_NAME, "--name", words.value("--name"))),
                settings.get(SettingKey.WORKER_HUNG_AFTER, "", Optional.empty())
                        .duration(Duration.ofSeconds(1), Duration.ofDays(1)),
                metricsPort(
                        settings.get(SettingKey.WORKER_METRICS_PORT, "--metrics-port", words.value("--metrics-port"))),
                exposed);
    }

    private static int slots(Setting setting) {
        return setting.value().isEmpty() ? Runtime.getRuntime().availableProcessors() : setting.integer(1, MAX_SLOTS);
    }

    private static OptionalInt metricsPort(Setting setting) {
        return setting.value().isEmpty() ? OptionalInt.empty() : OptionalInt.of(setting.port());
    }

    private static String name(Setting setting) {
        String name = setting.value();
        if (name.isEmpty()) {
            return hostName() + "-" + ProcessHandle.current().pid();
        }
        if (name.length() > MAX_NAME_CHARS || !name.matches("[A-Za-z0-9._-]+")) {
            throw setting.wrong("is no name of a worker", "use at most 100 letters, digits and the signs . _ -");
        }
        return name;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "worker";
        }
    }
}
