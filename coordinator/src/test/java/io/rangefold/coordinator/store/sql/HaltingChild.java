package io.rangefold.coordinator.store.sql;

import static io.rangefold.coordinator.store.sql.StoreExamples.ALICE;
import static io.rangefold.coordinator.store.sql.StoreExamples.NO_DATA;
import static io.rangefold.coordinator.store.sql.StoreExamples.group;
import static io.rangefold.coordinator.store.sql.StoreExamples.submitted;

import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.Term;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that writes job after job to a store, says which are acknowledged, and halts: at a fail point, or after the last
 * one.
 */
final class HaltingChild {
    private HaltingChild() {}

    /** Arguments: location, number of jobs, fail point or "none", the how manieth time; or location and "hold". */
    public static void main(String[] words) throws InterruptedException {
        JobStore store = SqlStores.open(words[0]);
        if (words[1].equals("hold")) {
            System.out.println("held");
            TimeUnit.MINUTES.sleep(10);
        }
        if (!words[2].equals("none")) {
            FailPoints.arm(FailPoint.valueOf(words[2]), Long.parseLong(words[3]), HaltingChild::halt);
        }
        Term term = store.tryLead(ALICE).orElseThrow();
        for (int i = 1; i <= Integer.parseInt(words[1]); i++) {
            store.write(term, group(i, submitted("job-" + i, i)), NO_DATA);
            System.out.println("job-" + i);
        }
        halt();
    }

    private static void halt() {
        Runtime.getRuntime().halt(1);
    }

    static Process start(String... words) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java, "-Xshare:auto", "-cp", System.getProperty("java.class.path"), HaltingChild.class.getName());
        builder.command().addAll(List.of(words));
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
