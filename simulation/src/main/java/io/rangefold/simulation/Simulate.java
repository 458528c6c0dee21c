package io.rangefold.simulation;

/**
 * Runs simulations; {@code simulation/simulate} builds and starts it, with assertions on:
 *
 * <pre>
 * simulate --seeds N [--from K]            runs the seeds K (0) to K + N - 1, and says which fail
 * simulate --seed K                        runs one seed again, and prints what happened last if it fails
 * simulate --measure [WORKERSxSLOTS ...]   measures makespans; 20x2, 200x1 and 1000x1 if not told otherwise
 * simulate --measure-store [WORKERSxSLOTS[xMINUTES] ...]   measures what is stored; 20x2x60 if not told otherwise
 * </pre>
 *
 * <p>The exit code is 0 if every run went as it had to, else 1.
 */
public final class Simulate {
    private static final String USAGE = """
            simulate --seeds N [--from K]            runs the seeds K (0) to K + N - 1, and says which fail
            simulate --seed K                        runs one seed again, and prints what happened last if it fails
            simulate --measure [WORKERSxSLOTS ...]   measures makespans; 20x2, 200x1 and 1000x1 if not told otherwise
            simulate --measure-store [WORKERSxSLOTS[xMINUTES] ...]   measures what is stored; 20x2x60 if not told otherwise
            """;

    private Simulate() {}

    /** @param args see {@code --help} */
    public static void main(String[] args) {
        String mode = args.length == 0 ? "--help" : args[0];
        boolean passed = true;
        switch (mode) {
            case "--seeds" -> passed = seeds(number(args, 1), args.length > 2 ? number(args, 3) : 0);
            case "--seed" -> passed = seed(number(args, 1));
            case "--measure" -> measure(args);
            case "--measure-store" -> measureStore(args);
            default -> System.out.print(USAGE);
        }
        if (!passed) {
            System.exit(1);
        }
    }

    private static long number(String[] args, int position) {
        if (position >= args.length || !args[position].matches("\\d{1,18}")) {
            throw new IllegalArgumentException("a number is missing behind " + args[position - 1] + "\n" + USAGE);
        }
        return Long.parseLong(args[position]);
    }

    private static boolean seeds(long count, long from) {
        long failed = 0;
        long terms = 0;
        long adoptions = 0;
        long quarantined = 0;
        for (long seed = from; seed < from + count; seed++) {
            try {
                Simulation.Report report = new Simulation(RandomPlans.of(seed)).run();
                terms += report.terms();
                adoptions += report.adoptions();
                quarantined += report.quarantined();
            } catch (SimulationFailure failure) {
                failed++;
                System.out.println(failure.summary());
            }
        }
        System.out.println(count - failed + " of " + count + " seeds passed, " + terms + " terms, " + adoptions
                + " leases adopted, " + quarantined + " workers quarantined");
        return failed == 0;
    }

    private static boolean seed(long seed) {
        Plan plan = RandomPlans.of(seed);
        System.out.println(plan);
        try {
            System.out.println(new Simulation(plan).run());
            return true;
        } catch (SimulationFailure failure) {
            failure.printStackTrace(System.out);
            return false;
        }
    }

    private static void measure(String[] args) {
        Measure measure = new Measure(System.out);
        if (args.length == 1) {
            measure.run(20, 2);
            measure.run(200, 1);
            measure.run(1000, 1);
        }
        for (int i = 1; i < args.length; i++) {
            String[] size = args[i].split("x", 2);
            measure.run(Integer.parseInt(size[0]), Integer.parseInt(size[size.length - 1]));
        }
    }

    private static void measureStore(String[] args) {
        MeasureStore measure = new MeasureStore(System.out);
        if (args.length == 1) {
            measure.run(20, 2, 60);
        }
        for (int i = 1; i < args.length; i++) {
            String[] size = args[i].split("x", 3);
            int workers = Integer.parseInt(size[0]);
            measure.run(workers, Integer.parseInt(size[1]), size.length > 2 ? Long.parseLong(size[2]) : 60);
        }
    }
}
