package io.rangefold.simulation;

import io.rangefold.protocol.WorkerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A coordinator's ends of the workers' liveness connections. */
final class Connections {
    private static final long PING_LIMIT_NANOS = 2_000_000_000L;
    private static final long NOTICE_NANOS = 1_000_000;

    private final World world;
    private final Network.Link link;
    private final Map<WorkerId, Connection> open = new HashMap<>();

    /** A liveness connection. */
    record Connection(SimProcess process, long session, long heardNanos) {}

    Connections(World world, Network.Link link) {
        this.world = world;
        this.link = link;
    }

    void add(SimProcess process, long session) {
        open.put(process.id(), new Connection(process, session, world.timeline().now()));
    }

    Optional<Connection> of(WorkerId worker, long session) {
        return Optional.ofNullable(open.get(worker)).filter(c -> c.session() == session);
    }

    /** This end closes it; the other one sees that, unless it can't. */
    void close(WorkerId worker, long session) {
        of(worker, session).ifPresent(connection -> {
            open.remove(worker);
            tellOther(connection);
        });
    }

    /** The process ends, and its machine closes all of them. */
    void closeAll() {
        open.values().forEach(this::tellOther);
        open.clear();
    }

    private void tellOther(Connection connection) {
        SimProcess process = connection.process();
        if (isSeen(process)) {
            world.timeline().after(NOTICE_NANOS, () -> process.livenessEnded(connection.session()));
        }
    }

    /** Whether one end sees at once that the other one closes. */
    boolean isSeen(SimProcess process) {
        return world.plan().liveness() && !process.node().link().isCut() && !link.isCut();
    }

    /** Forgets and gives those of which nothing was heard for 2 s; time before {@code sinceNanos} does not count. */
    List<Connection> takeSilent(long sinceNanos) {
        if (!world.plan().liveness()) {
            return List.of();
        }
        long now = world.timeline().now();
        List<Connection> silent = open.values().stream()
                .filter(c -> now - Math.max(c.heardNanos(), sinceNanos) > PING_LIMIT_NANOS)
                .toList();
        silent.forEach(c -> open.remove(c.process().id()));
        return silent;
    }
}
