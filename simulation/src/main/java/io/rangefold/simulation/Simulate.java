package io.rangefold.simulation;

/** Runs simulations. */
public final class Simulate {
    private Simulate() {}

    /** @param args see {@code --help} */
    public static void main(String[] args) {
        System.out.println(args.length);
    }
}
