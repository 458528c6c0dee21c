package io.rangefold.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlotFiguresTest {
    private final ObjectNode timeline = new ObjectMapper().createObjectNode().put("seconds", 10.0);
    private final ArrayNode lanes = timeline.putArray("lanes");
    private final ArrayNode bars = timeline.putArray("bars");

    private void lane(String name, int slot, long items, double busySeconds) {
        lanes.addObject()
                .put("name", name)
                .put("slot", slot)
                .put("items", Long.toString(items))
                .put("busySeconds", busySeconds)
                .put("lostSeconds", 0.5)
                .put("verificationSeconds", 0.25);
    }

    private void bar(int lane, double start, double end, String purpose, String outcome) {
        bars.addObject()
                .put("lane", lane)
                .put("lease", "7")
                .put("from", "0")
                .put("to", "9")
                .put("start", start)
                .put("end", end)
                .put("purpose", purpose)
                .put("outcome", outcome);
    }

    @Test
    void slotFarBelowTheMedian_isSlow() {
        lane("a", 0, 1000, 10);
        lane("a", 1, 1100, 10);
        lane("b", 0, 400, 10);

        SlotFigures figures = SlotFigures.of(timeline);

        assertThat(figures.slots()).extracting(SlotFigures.Slot::slow).containsExactly(false, false, true);
        assertThat(figures.slots().get(2).relative().orElseThrow()).isEqualTo(0.4, within(1e-9));
    }

    @Test
    void slotThatHardlyWorked_hasNoSpeed() {
        lane("a", 0, 1000, 10);
        lane("a", 1, 1, 0.001);

        SlotFigures figures = SlotFigures.of(timeline);

        assertThat(figures.slots().get(1).relative()).isEmpty();
        assertThat(figures.slots().get(1).slow()).isFalse();
    }

    @Test
    void tail_isOfSlotsThatRanOutOfWork_notOfLostOnesOrAudits() {
        lane("a", 0, 1, 1);
        lane("a", 1, 1, 1);
        lane("b", 0, 1, 1);
        bar(0, 0, 8, "work", "COMMITTED");
        bar(1, 0, 9.5, "work", "COMMITTED");
        bar(1, 9.5, 10, "audit", "COMMITTED");
        bar(2, 0, 2, "work", "LOST");

        SlotFigures figures = SlotFigures.of(timeline);

        assertThat(figures.tailSeconds()).isEqualTo(1.5, within(1e-9));
        assertThat(figures.last()).extracting(SlotFigures.LateLease::end).containsExactly(9.5, 8.0, 2.0);
    }

    @Test
    void leaseThatRuns_endsNow() {
        lane("a", 0, 1, 1);
        bars.addObject().put("lane", 0).put("start", 1.0).putNull("end").put("purpose", "work");

        assertThat(SlotFigures.of(timeline).last().get(0).end()).isEqualTo(10);
    }

    @Test
    void laneThatIsNotThere_isLeftOut() {
        bar(3, 0, 1, "work", "COMMITTED");

        assertThat(SlotFigures.of(timeline).last()).isEmpty();
    }

    @Test
    void account_isTheJobsOwn_orThatOfItsSlots() {
        lane("a", 0, 1, 6);
        lane("a", 1, 1, 4);
        ObjectNode job = new ObjectMapper().createObjectNode();

        CpuAccount ofSlots = CpuAccount.of(job, Optional.of(timeline)).orElseThrow();
        job.putObject("cpu").put("usefulSeconds", 3.0).put("idleSeconds", 1.0);
        CpuAccount own = CpuAccount.of(job, Optional.of(timeline)).orElseThrow();

        assertThat(ofSlots).isEqualTo(new CpuAccount(10, 1, 0.5, 8.5));
        assertThat(own).isEqualTo(new CpuAccount(3, 0, 0, 1));
        assertThat(own.share(own.useful())).isEqualTo(0.75);
        assertThat(CpuAccount.of(new ObjectMapper().createObjectNode(), Optional.empty()))
                .isEmpty();
    }

    @Test
    void manyBars_areCutToTheLongest_andWhatWasLostStays() {
        lane("a", 0, 1, 1);
        for (int i = 0; i < Drawable.MAX_BARS + 10; i++) {
            bar(0, i * 0.001, i * 0.001 + 0.001 * (i + 1), "work", "COMMITTED");
        }
        bar(0, 0.5, 0.5, "work", "LOST");

        JsonNode small = Drawable.timeline(timeline);

        assertThat(small.path("bars")).hasSize(Drawable.MAX_BARS);
        assertThat(small.path("leftOut").asInt()).isEqualTo(11);
        assertThat(small.path("bars").findValuesAsText("outcome")).contains("LOST");
        assertThat(timeline.path("bars")).hasSize(Drawable.MAX_BARS + 11);
    }

    @Test
    void fewBars_areLeftAsTheyAre() {
        lane("a", 0, 1, 1);
        bar(0, 0, 1, "work", "COMMITTED");

        assertThat(Drawable.timeline(timeline)).isSameAs(timeline);
    }
}
