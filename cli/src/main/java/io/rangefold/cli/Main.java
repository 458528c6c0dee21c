package io.rangefold.cli;

/** The executable's entry. */
public final class Main {
    private Main() {}

    /** Prints the version. */
    public static void main(String[] args) {
        System.out.println("rangefold 0.1.0");
    }
}
