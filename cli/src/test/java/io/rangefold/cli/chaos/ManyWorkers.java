package io.rangefold.cli.chaos;

import io.rangefold.cli.node.ActorLauncher;
import io.rangefold.cli.node.RunningWorker;
import io.rangefold.cli.process.ChildMain;
import io.rangefold.cli.settings.HostPort;
import io.rangefold.cli.settings.WorkerSettings;
import io.rangefold.job.JobKinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Many workers of one slot in one process; every second one of them leaves and another one comes. */
public final class ManyWorkers {
    private static final ActorLauncher LAUNCHER = new ActorLauncher(JobKinds::installed, "test");

    private ManyWorkers() {}

    /** @param args how many, and the coordinator's host and port */
    public static void main(String[] args) {
        ChildMain.endWithParent();
        List<RunningWorker> workers = new ArrayList<>();
        List<HostPort> join = List.of(new HostPort(args[1], Integer.parseInt(args[2])));
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            workers.add(start(join, i));
        }
        System.err.println("all workers are there");
        ScheduledExecutorService leaving = Executors.newScheduledThreadPool(4);
        int[] number = {workers.size()};
        leaving.scheduleAtFixedRate(
                () -> {
                    leaving.execute(workers.remove(0)::close);
                    workers.add(start(join, number[0]++));
                },
                1,
                1,
                TimeUnit.SECONDS);
    }

    private static RunningWorker start(List<HostPort> join, int number) {
        return LAUNCHER.startWorker(new WorkerSettings(
                join,
                1,
                "127.0.0.1",
                "127.0.0.1",
                0,
                "many-" + number,
                Duration.ofMinutes(1),
                OptionalInt.empty(),
                false));
    }
}
