package io.rangefold.cli.command;

import io.rangefold.cli.node.Interrupts;
import io.rangefold.cli.node.NodeLauncher;
import io.rangefold.cli.output.Streams;
import io.rangefold.job.JobKinds;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What surrounds a command. What costs time is supplied when it is asked for.
 *
 * @param streams where it writes
 * @param variables the environment's
 * @param kinds the job kinds there are
 * @param launcher starts nodes
 * @param interrupts the user's wish to end
 */
public record Environment(
        Streams streams,
        Map<String, String> variables,
        Supplier<JobKinds> kinds,
        Supplier<NodeLauncher> launcher,
        Interrupts interrupts) {

    /** Whether colours are not wanted, see no-color.org. */
    boolean noColor() {
        return !variables.getOrDefault("NO_COLOR", "").isEmpty();
    }
}
