package io.rangefold.worker.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.protocol.Claim;
import io.rangefold.protocol.CoordinatorToWorker.Kept;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaseNamesTest {
    private final LeaseNames names = new LeaseNames();

    private long shownAs(long lease) {
        long claimed = names.rename(new Claim(0, lease, new JobId("j"), 0, Purpose.WORK, 0, 0, 9))
                .lease();
        assertThat(names.rename(new SlotStatus(0, lease, Range.of(0, 1), 9, 4)))
                .isEqualTo(new SlotStatus(0, claimed, Range.of(0, 1), 9, 4));
        return claimed;
    }

    @Test
    void leaseThatASlotStillShowsUnderItsOldId_isCalledByTheNewOne() {
        assertThat(names.kept(List.of(1L, 2L), List.of(new Kept(1, 71, 5)))).isEqualTo(Map.of(1L, new Kept(1, 71, 5)));

        assertThat(shownAs(1)).isEqualTo(71);
        assertThat(shownAs(71)).isEqualTo(71);
        assertThat(shownAs(2)).as("not kept").isEqualTo(2);
    }

    @Test
    void leaseThatWasRenamedTwice_beforeItsSlotHeardOfIt_isCalledByTheLastId() {
        names.kept(List.of(1L), List.of(new Kept(1, 71, 5)));

        assertThat(names.kept(List.of(1L), List.of(new Kept(71, 171, 6)))).isEqualTo(Map.of(71L, new Kept(71, 171, 6)));

        assertThat(shownAs(1)).isEqualTo(171);
        assertThat(shownAs(71)).isEqualTo(171);
    }

    @Test
    void answerToAClaimUnderAnIdThatWasGivenUpSince_isAboutTheSameLease() {
        names.kept(List.of(1L), List.of(new Kept(1, 71, 5)));

        assertThat(names.kept(List.of(71L), List.of(new Kept(1, 72, 6)))).isEqualTo(Map.of(71L, new Kept(71, 72, 6)));

        assertThat(shownAs(71)).isEqualTo(72);
    }

    @Test
    void leaseThatTheNextAnswerDoesNotKeep_hasItsOwnIdAgain() {
        names.kept(List.of(1L), List.of(new Kept(1, 71, 5)));

        assertThat(names.kept(List.of(71L), List.of())).isEmpty();

        assertThat(shownAs(71)).isEqualTo(71);
        assertThat(shownAs(1)).isEqualTo(1);
    }

    @Test
    void otherMemory_renamesNothing() {
        names.kept(List.of(1L), List.of(new Kept(1, 71, 5)));

        names.forget();

        assertThat(shownAs(1)).isEqualTo(1);
    }
}
