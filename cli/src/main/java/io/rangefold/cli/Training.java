package io.rangefold.cli;

import java.util.Map;

/**
 * What the launcher runs once for each group of commands, so that the JVM can archive the classes they load: a short
 * example of the group, whose output nobody reads.
 */
final class Training {
    private static final Map<String, String[]> EXAMPLES = Map.of(
            "run", new String[] {"run", "range-sum", "--from", "0", "--to", "100000", "--expr", "i*i"},
            "client", new String[] {"version"});

    private Training() {}

    public static void main(String[] args) {
        Main.main(EXAMPLES.getOrDefault(args[0], EXAMPLES.get("client")));
    }
}
