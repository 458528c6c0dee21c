package io.rangefold.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a timeline says of its slots, each beside the others.
 *
 * @param slots in the order of the timeline's lanes
 * @param last the work that ended last, latest first
 * @param tailSeconds from when the first slot that was not lost had worked for the last time until all had
 */
record SlotFigures(List<Slot> slots, List<LateLease> last, double tailSeconds) {
    /** A slot below this share of the median speed is slow. */
    static final double SLOW = 0.7;

    /** What a slot must have worked for its speed to mean anything. */
    private static final double LEAST_BUSY_SECONDS = 0.05;

    private static final int MAX_LATE = 10;
    private static final String AUDIT = "audit";

    /** Copies. */
    SlotFigures {
        slots = List.copyOf(slots);
        last = List.copyOf(last);
    }

    /**
     * A slot.
     *
     * @param title worker's name and number of the slot
     * @param itemsPerSecond while it was in kernels; 0 if unknown
     * @param relative its speed over the median slot's; empty if unknown
     * @param lastSecond when its last work ended
     */
    record Slot(String title, double itemsPerSecond, OptionalDouble relative, double lastSecond) {
        boolean slow() {
            return relative.isPresent() && relative.getAsDouble() < SLOW;
        }
    }

    /**
     * A lease of work.
     *
     * @param slot title of who had it
     * @param start second
     * @param end second; the present one while it runs
     */
    record LateLease(String slot, String lease, String from, String to, double start, double end, String outcome) {}

    /** Reads a document {@code rangefold.timeline/1}. */
    static SlotFigures of(JsonNode timeline) {
        List<String> titles = new ArrayList<>();
        timeline.path("lanes")
                .forEach(lane -> titles.add(
                        lane.path("name").asText() + " / " + lane.path("slot").asInt()));
        double now = timeline.path("seconds").asDouble();
        double[] lastEnds = new double[titles.size()];
        boolean[] dropped = new boolean[titles.size()];
        List<LateLease> leases = new ArrayList<>();
        for (JsonNode bar : timeline.path("bars")) {
            int lane = bar.path("lane").asInt(-1);
            if (lane >= 0
                    && lane < titles.size()
                    && !bar.path("purpose").asText().equals(AUDIT)) {
                double end = bar.path("end").asDouble(now);
                if (end >= lastEnds[lane]) {
                    lastEnds[lane] = end;
                    dropped[lane] = bar.path("outcome").asText().equals("LOST");
                }
                leases.add(late(bar, titles.get(lane), end));
            }
        }
        leases.sort(Comparator.comparingDouble(LateLease::end).reversed());
        return new SlotFigures(
                slots(timeline, titles, lastEnds),
                leases.subList(0, Math.min(MAX_LATE, leases.size())),
                tail(lastEnds, dropped));
    }

    private static LateLease late(JsonNode bar, String slot, double end) {
        return new LateLease(
                slot,
                bar.path("lease").asText(),
                bar.path("from").asText(),
                bar.path("to").asText(),
                bar.path("start").asDouble(),
                end,
                bar.path("outcome").asText());
    }

    /** Slots that were lost did not run out of work. */
    private static double tail(double[] lastEnds, boolean[] dropped) {
        double first = Double.POSITIVE_INFINITY;
        double last = 0;
        for (int lane = 0; lane < lastEnds.length; lane++) {
            if (lastEnds[lane] > 0 && !dropped[lane]) {
                first = Math.min(first, lastEnds[lane]);
                last = Math.max(last, lastEnds[lane]);
            }
        }
        return Math.max(0, last - Math.min(first, last));
    }

    private static List<Slot> slots(JsonNode timeline, List<String> titles, double[] lastEnds) {
        List<Double> speeds = new ArrayList<>();
        timeline.path("lanes").forEach(lane -> speeds.add(speed(lane)));
        List<Double> known = speeds.stream().filter(speed -> speed > 0).sorted().toList();
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < titles.size(); i++) {
            double speed = speeds.get(i);
            slots.add(new Slot(
                    titles.get(i),
                    speed,
                    speed > 0 ? OptionalDouble.of(speed / median(known)) : OptionalDouble.empty(),
                    lastEnds[i]));
        }
        return slots;
    }

    private static double speed(JsonNode lane) {
        double busy = lane.path("busySeconds").asDouble();
        return busy < LEAST_BUSY_SECONDS ? 0 : lane.path("items").asDouble() / busy;
    }

    private static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
