package io.rangefold.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps pages small enough for mail. */
final class Drawable {
    /** More than a page has pixels for. */
    static final int MAX_BARS = 4000;

    private static final String BARS = "bars";

    private Drawable() {}

    /**
     * A timeline with the leases that can be seen: what was lost or failed, and the longest of the others. Says how many it
     * leaves out.
     */
    static JsonNode timeline(JsonNode timeline) {
        JsonNode all = timeline.path(BARS);
        if (all.size() <= MAX_BARS || !timeline.isObject()) {
            return timeline;
        }
        double now = timeline.path("seconds").asDouble();
        List<JsonNode> bars = new ArrayList<>();
        all.forEach(bars::add);
        bars.sort(Comparator.comparing(Drawable::went).thenComparing(bar -> -length(bar, now)));
        List<JsonNode> kept = new ArrayList<>(bars.subList(0, MAX_BARS));
        kept.sort(Comparator.comparingDouble(bar -> bar.path("start").asDouble()));
        ObjectNode small = ((ObjectNode) timeline.deepCopy()).without(BARS);
        ArrayNode array = small.putArray(BARS);
        kept.forEach(array::add);
        small.put("leftOut", all.size() - kept.size());
        return small;
    }

    private static boolean went(JsonNode bar) {
        String outcome = bar.path("outcome").asText();
        return !outcome.equals("LOST") && !outcome.equals("FAILED");
    }

    private static double length(JsonNode bar, double now) {
        return bar.path("end").asDouble(now) - bar.path("start").asDouble();
    }
}
