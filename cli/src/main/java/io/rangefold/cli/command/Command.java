package io.rangefold.cli.command;

import io.rangefold.cli.syntax.Syntax;
import java.io.IOException;
import java.util.List;

/** A command of the command line; made anew for each run. */
public interface Command {

    /** Its options; {@code words} may decide on them, as the kind of a job does. Called once, first. */
    Syntax syntax(List<String> words, Environment environment);

    /** The words to be sorted, of those that the user typed. */
    default List<String> words(List<String> typed) {
        return typed;
    }

    /** Whether it ends itself in order at the user's wish; if not, the process just ends. */
    default boolean handlesInterrupts(List<String> words) {
        return false;
    }

    /** @return the exit code */
    int run(Session session) throws IOException;
}
