package io.rangefold.cli.chaos;

/** Something that can be broken, and mended. */
interface Fault {

    /** Breaks it. */
    void start();

    /** Mends it; called once after each {@link #start}, whatever happened in between. */
    void heal();
}
