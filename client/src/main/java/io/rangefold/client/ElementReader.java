package io.rangefold.client;

import java.io.IOException;
import java.util.function.Consumer;

/** Reads the elements of a result, and goes on where a connection broke off. For one thread. */
final class ElementReader {
    private static final int MOST_BREAKS_IN_A_ROW = 5;

    private final Transport transport;
    private final String job;
    private final Consumer<JsonValue> consumer;
    private long told;

    ElementReader(Transport transport, String job, Consumer<JsonValue> consumer) {
        this.transport = transport;
        this.job = job;
        this.consumer = consumer;
    }

    /** Returns how many there were. */
    long read() {
        int breaks = 0;
        while (true) {
            long before = told;
            try (LineStream lines =
                    transport.lines("jobs/" + job + "/result/elements" + (told == 0 ? "" : "?offset=" + told))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    consumer.accept(JsonText.parse(line));
                    told++;
                }
                return told;
            } catch (IOException e) {
                breaks = told == before ? breaks + 1 : 1;
                if (breaks > MOST_BREAKS_IN_A_ROW) {
                    throw new NotReachableException(
                            "the elements of job " + job + " can't be read: " + e.getMessage(), e);
                }
                // Waits for a coordinator, with all the patience there is.
                transport.getJob("jobs/" + job);
            }
        }
    }
}
