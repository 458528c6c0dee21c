package io.rangefold.simulation;

/**
 * Runs simulations.
 *
 * <pre>
 * Simulate --seeds N [--from K]   runs the seeds K to K + N - 1, and says which fail
 * Simulate --seed K               runs one seed again, and prints what happened last if it fails
 * </pre>
 */
public final class Simulate {
    private static final String USAGE = """
            Simulate --seeds N [--from K]   runs the seeds K to K + N - 1, and says which fail
            Simulate --seed K               runs one seed again, and prints what happened last if it fails
            """;

    private Simulate() {}

    /** @param args see {@code --help} */
    public static void main(String[] args) {
        long seeds = 1;
        long from = 0;
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--seeds" -> seeds = Long.parseLong(args[i + 1]);
                case "--from", "--seed" -> from = Long.parseLong(args[i + 1]);
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        if (args.length == 0 || args.length % 2 != 0) {
            System.out.print(USAGE);
            return;
        }
        int failed = 0;
        for (long seed = from; seed < from + seeds; seed++) {
            try {
                new Simulation(RandomPlans.of(seed)).run();
            } catch (SimulationFailure failure) {
                failed++;
                String message = String.valueOf(failure.getMessage());
                System.out.println(
                        seeds == 1 ? message : message.lines().findFirst().orElse(""));
                if (seeds == 1) {
                    failure.printStackTrace(System.out);
                }
            }
        }
        System.out.println(seeds - failed + " of " + seeds + " seeds passed");
        System.exit(failed == 0 ? 0 : 1);
    }
}
