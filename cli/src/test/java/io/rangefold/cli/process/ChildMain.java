package io.rangefold.cli.process;

import io.rangefold.cli.Main;

/** The executable as a child of a test: ends with it, however the test ends. */
public final class ChildMain {
    /** System property that names the test's process. */
    static final String PARENT = "rangefold.test.parent";

    private ChildMain() {}

    /** As {@link Main#main}. */
    public static void main(String[] args) {
        endWithParent();
        Main.main(args);
    }

    /** Ends this process when the test's ends. */
    public static void endWithParent() {
        ProcessHandle.of(Long.getLong(PARENT))
                .ifPresentOrElse(
                        parent -> parent.onExit()
                                .thenRun(() -> Runtime.getRuntime().halt(1)),
                        () -> Runtime.getRuntime().halt(1));
    }
}
