package io.rangefold.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.rangefold.cli.output.Figures;
import io.rangefold.coordinator.service.JobState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a report of a job says in words. */
final class JobFindings {
    /** Of the job's time, and at least so long: what is worth a word. */
    private static final double NOTABLE_TAIL = 0.1;

    private static final double NOTABLE_TAIL_SECONDS = 0.5;

    private JobFindings() {}

    /** The most important first. */
    static List<String> of(JobFacts facts, Optional<SlotFigures> slots, Optional<CpuAccount> cpu) {
        List<String> lines = new ArrayList<>();
        JsonNode execution = facts.job().path("execution");
        double elapsed = execution.path("elapsedSeconds").asDouble();
        lines.add(Figures.seconds(elapsed) + " on "
                + Figures.count(execution.path("slots").asLong(), "slot") + " of "
                + Figures.count(execution.path("workers").asLong(), "worker") + ", "
                + Figures.rate(execution.path("itemsPerSecond").asDouble()));
        lines.add(verification(facts.job().path("verification")));
        cpu.filter(account -> account.all() > 0)
                .ifPresent(
                        account -> lines.add("of the slots' time, " + Figures.percent(account.share(account.useful()))
                                + " was useful, " + Figures.percent(account.share(account.verification()))
                                + " went into verification, " + Figures.percent(account.share(account.lost()))
                                + " was lost, " + Figures.percent(account.share(account.idle())) + " was idle"));
        long again = execution.path("redispatched").asLong();
        lines.add(
                again == 0
                        ? "nothing had to be dispatched again"
                        : Figures.count(again, "range") + " had to be dispatched again");
        boolean ended = JobState.valueOf(facts.job().path("state").asText()).isTerminal();
        slots.ifPresent(figures -> addSlots(lines, figures, ended, elapsed));
        JsonNode error = facts.job().path("error");
        if (error.isObject()) {
            lines.add("it failed: " + error.path("message").asText());
        }
        return lines;
    }

    private static void addSlots(List<String> lines, SlotFigures figures, boolean ended, double elapsed) {
        for (SlotFigures.Slot slot : figures.slots()) {
            if (slot.slow()) {
                lines.add("slot " + slot.title() + " was only "
                        + Figures.decimal(slot.relative().orElseThrow(), 2) + " times as fast as the median slot");
            }
        }
        if (ended && figures.slots().size() > 1) {
            lines.add("the slots ran out of work within " + Figures.seconds(figures.tailSeconds()) + " of each other"
                    + (figures.tailSeconds() > Math.max(NOTABLE_TAIL * elapsed, NOTABLE_TAIL_SECONDS)
                            ? ", which is long for such a job"
                            : ""));
        }
    }

    private static String verification(JsonNode verification) {
        String detail = verification.path("detail").asText();
        String method = verification.path("method").asText();
        String why = detail.isEmpty() ? "" : ": " + detail;
        return switch (verification.path("verdict").asText()) {
            case "VERIFIED" -> "verified by " + method + why;
            case "AUDITED" ->
                "audited, " + Figures.percent(verification.path("coverage").asDouble()) + " computed again" + why;
            case "SKIPPED" -> "not verified, as asked for";
            case "FAILED" -> "VERIFICATION FAILED by " + method + why;
            default -> "not verified yet";
        };
    }
}
