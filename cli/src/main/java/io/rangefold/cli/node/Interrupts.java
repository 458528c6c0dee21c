package io.rangefold.cli.node;

/** The user's wish to end a command: Ctrl-C, or SIGTERM. */
public interface Interrupts {

    /** From now on this command handles the wish itself, until it closes what it gets here. */
    Section enter();

    /** A part of a command that ends itself in order. */
    interface Section extends AutoCloseable {
        /** Whether the user wishes so; commands that wait ask a few times a second. */
        boolean interrupted();

        @Override
        void close();
    }
}
