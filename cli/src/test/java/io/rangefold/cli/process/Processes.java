package io.rangefold.cli.process;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Ends every process that a class of tests started; shows what the processes said last when a test fails. */
public final class Processes implements AfterTestExecutionCallback, AfterAllCallback {
    private static final List<NodeProcess> STARTED = new CopyOnWriteArrayList<>();

    static void started(NodeProcess process) {
        STARTED.add(process);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            System.err.println("What the processes said last, when " + context.getDisplayName() + " failed:");
            showAll();
        }
    }

    /** Prints the last lines of each. */
    public static void showAll() {
        STARTED.forEach(process -> System.err.println(process.tail()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        closeAll();
    }

    /** Ends them all. */
    public static void closeAll() {
        STARTED.forEach(NodeProcess::close);
        STARTED.clear();
    }
}
