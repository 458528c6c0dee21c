package io.rangefold.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotCommand.Revoke;
import io.rangefold.protocol.SlotCommand.Trim;
import io.rangefold.protocol.WorkerId;
import java.util.List;
import org.junit.jupiter.api.Test;

class StealingTest {
    private final Office office = new Office();
    private final WorkerId holder = office.worker("holder", 1);
    private final JobId job = office.submit("job", CountJob.of(1_000), Office.UNVERIFIED);
    private final Grant grant = office.grantTo(holder);

    private Trim trimOf(WorkerId worker) {
        return office.commandsTo(worker).stream()
                .filter(Trim.class::isInstance)
                .map(Trim.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void idleSlot_asksTheLongestLeaseForHalf() {
        office.commit(holder, grant, 0, 100);

        office.worker("thief", 1);

        assertThat(trimOf(holder).end()).isBetween(540L, 560L);
    }

    @Test
    void lease_thatEndsSoonerThanAThiefIsReady_isLeftAlone() {
        Office slow = new Office();
        WorkerId busy = slow.worker("busy", 1);
        slow.submit("job", CountJob.slowToBegin(3_600 * Office.SECOND, 1_000), Office.UNVERIFIED);
        slow.commit(busy, slow.grantTo(busy), 0, 100);

        slow.worker("idle", 1);
        slow.passAlive(Office.SECOND, busy);

        assertThat(slow.commandsTo(busy)).noneMatch(Trim.class::isInstance);
    }

    @Test
    void tail_untilTheHolderAnswers_isLeasedToNobody() {
        office.commit(holder, grant, 0, 100);
        WorkerId thief = office.worker("thief", 1);

        assertThat(office.grantsTo(thief)).isEmpty();
        office.trimmed(holder, grant, 550);
        assertThat(office.grantTo(thief).range()).isEqualTo(Range.of(550, 1000));
    }

    @Test
    void holder_thatAnswersWithMoreThanAsked_keepsIt() {
        office.commit(holder, grant, 0, 100);
        WorkerId thief = office.worker("thief", 1);

        office.trimmed(holder, grant, 900);

        assertThat(office.grantTo(thief).range()).isEqualTo(Range.of(900, 1000));
    }

    @Test
    void trimAnswer_thatComesTwice_changesNothingTheSecondTime() {
        office.commit(holder, grant, 0, 100);
        WorkerId thief = office.worker("thief", 1);
        office.trimmed(holder, grant, 550);
        office.sentTo(thief);

        office.trimmed(holder, grant, 550);

        assertThat(office.sentTo(thief)).isEmpty();
        assertThat(office.view(job).execution().stolen()).isEqualTo(1);
    }

    @Test
    void lateTrimAnswer_forALeaseTakenAway_isAnsweredWithRevoke() {
        office.commit(holder, grant, 0, 100);
        office.worker("thief", 1);
        office.pass(700 * Office.MILLI);
        office.sentTo(holder);

        office.trimmed(holder, grant, 550);

        assertThat(office.commandsTo(holder)).contains(new Revoke(grant.lease()));
    }

    @Test
    void trim_unansweredWhileSlotsAreIdle_revokesTheLease() {
        office.commit(holder, grant, 0, 100);
        WorkerId thief = office.worker("thief", 1);

        office.pass(700 * Office.MILLI);

        assertThat(office.commandsTo(holder)).contains(new Revoke(grant.lease()));
        assertThat(office.grantTo(thief).range().low()).isEqualTo(100);
    }

    @Test
    void trim_unanswered_isSentAgainBeforeTheLeaseIsRevoked() {
        office.commit(holder, grant, 0, 100);
        office.worker("thief", 1);
        office.sentTo(holder);

        office.pass(400 * Office.MILLI);

        List<SlotCommand> repeated = office.commandsTo(holder);
        assertThat(repeated).hasSize(1).allMatch(Trim.class::isInstance);
    }

    @Test
    void holder_thatCouldGiveNothing_isNotAskedAgainAtOnce() {
        office.commit(holder, grant, 0, 100);
        office.worker("thief", 1);
        office.sentTo(holder);

        office.trimmed(holder, grant, 1000);
        office.pass(400 * Office.MILLI);
        assertThat(office.commandsTo(holder)).isEmpty();

        office.pass(200 * Office.MILLI);
        assertThat(office.commandsTo(holder)).hasSize(1).allMatch(Trim.class::isInstance);
    }

    @Test
    void lease_thatIsAboutToEnd_isNotStolenFrom() {
        office.commit(holder, grant, 0, 995);

        office.worker("thief", 1);

        assertThat(office.commandsTo(holder)).noneMatch(Trim.class::isInstance);
    }

    @Test
    void lease_isAskedOnceHoweverManySlotsAreIdle() {
        office.commit(holder, grant, 0, 100);
        WorkerId thieves = office.worker("thieves", 3);

        List<SlotCommand> asked = office.commandsTo(holder);
        assertThat(asked.stream().filter(Trim.class::isInstance)).hasSize(1);

        office.trimmed(holder, grant, 325);
        assertThat(office.grantsTo(thieves)).hasSize(3).allMatch(g -> g.range().size() == 225);
    }
}
