package io.rangefold.cli.chaos;

import io.rangefold.cli.process.ChildMain;
import io.rangefold.coordinator.store.sql.FailPoint;
import io.rangefold.coordinator.store.sql.FailPoints;

/** A coordinator that dies at a certain point of a certain write. */
public final class FailingMain {
    /** System property of its JVM, as in {@code BEFORE_COMMIT:3}; it dies never without one. */
    private static final String AT = "rangefold.test.die-at";

    /** What it ends with. */
    static final int EXIT_CODE = 77;

    private FailingMain() {}

    /** The option that makes it die when it comes to {@code point} for the {@code hit}-th time, from 1. */
    static String dyingAt(FailPoint point, int hit) {
        return "-D" + AT + "=" + point + ":" + hit;
    }

    /** As {@link ChildMain#main}. */
    public static void main(String[] args) {
        String at = System.getProperty(AT, "");
        if (!at.isEmpty()) {
            String[] parts = at.split(":");
            FailPoints.arm(
                    FailPoint.valueOf(parts[0]),
                    Long.parseLong(parts[1]),
                    () -> Runtime.getRuntime().halt(EXIT_CODE));
        }
        ChildMain.main(args);
    }
}
