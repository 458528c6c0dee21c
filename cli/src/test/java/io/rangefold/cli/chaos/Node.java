package io.rangefold.cli.chaos;

import static io.rangefold.cli.process.NodeProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rangefold.cli.process.NodeProcess;
import io.rangefold.cli.process.NodeProcess.Launch;
import java.util.ArrayList;
import java.util.List;

/** A coordinator or a worker that ends and is started again, as by a service manager. */
final class Node {
    private final String name;
    private final Host host;
    private final Launch launch;
    private final List<NodeProcess> lives = new ArrayList<>();

    Node(String name, Host host, Launch launch) {
        this.name = name;
        this.host = host;
        this.launch = launch;
    }

    String name() {
        return name;
    }

    Host host() {
        return host;
    }

    /** Starts its next process; the one before has ended. */
    NodeProcess start() {
        return start(List.of());
    }

    /** @param more options for the JVM, of this process only */
    NodeProcess start(List<String> more) {
        assertThat(isAlive()).as(name + " runs already").isFalse();
        List<String> options = new ArrayList<>(launch.jvmOptions());
        options.addAll(more);
        NodeProcess process = NodeProcess.start(
                new Launch(launch.prefix(), options, launch.variables(), launch.main(), launch.words()));
        lives.add(process);
        return process;
    }

    /** Its present process, or its last. */
    NodeProcess process() {
        return lives.get(lives.size() - 1);
    }

    boolean isAlive() {
        return !lives.isEmpty() && process().isAlive();
    }

    /** Starts it again if it has ended. */
    void keepAlive() {
        if (!isAlive()) {
            start();
        }
    }

    /** By kill -9. */
    void kill() {
        process().kill();
        process().awaitExit();
    }

    void stop() {
        process().signal("STOP");
    }

    void goOn() {
        process().signal("CONT");
    }

    /** How many lines of all its processes contain that text. */
    long count(String text) {
        return lives.stream()
                .flatMap(life -> life.err().stream())
                .filter(line -> line.contains(text))
                .count();
    }

    /** Waits until it has said something once more than so many times. */
    void awaitCount(String text, long more) {
        await(name + " says once more: " + text).atMost(PATIENCE).until(() -> count(text) > more);
    }

    @Override
    public String toString() {
        return name;
    }
}
