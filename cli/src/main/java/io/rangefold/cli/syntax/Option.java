package io.rangefold.cli.syntax;

import java.util.List;

/**
 * An option of a command.
 *
 * @param names with dashes, the one to speak of last
 * @param placeholder the name of its value; empty if it takes none
 * @param description one line
 */
record Option(List<String> names, String placeholder, String description) {
    boolean takesValue() {
        return !placeholder.isEmpty();
    }

    String name() {
        return names.get(names.size() - 1);
    }
}
