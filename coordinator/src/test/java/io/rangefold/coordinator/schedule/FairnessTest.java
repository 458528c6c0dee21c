package io.rangefold.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.SlotCommand;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotCommand.Revoke;
import io.rangefold.protocol.SlotCommand.Trim;
import io.rangefold.protocol.WorkerId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FairnessTest {
    private final Office office = new Office();
    private final WorkerId worker = office.worker("worker", 4);

    private Map<String, Long> slotsByJob() {
        return office.scheduler.roster().leases().stream()
                .collect(Collectors.groupingBy(lease -> lease.job().id().value(), Collectors.counting()));
    }

    /** The worker answers every trim that it was sent: each lease ends where it is. */
    private void obey(List<SlotCommand> commands) {
        for (SlotCommand command : commands) {
            if (command instanceof Trim trim) {
                office.report(worker, new io.rangefold.protocol.SlotReport.Trimmed(trim.lease(), trim.end()));
            }
        }
    }

    @Test
    void job_alone_hasAllSlots() {
        office.submit("a", CountJob.of(1_000), Office.UNVERIFIED);

        assertThat(slotsByJob()).isEqualTo(Map.of("a", 4L));
    }

    @Test
    void jobThatArrives_hasItsShareAfterOneRoundTrip() {
        office.submit("a", CountJob.of(1_000_000_000_000_000_000L), Office.UNVERIFIED);
        office.submit("b", CountJob.of(1_000), Office.UNVERIFIED);

        obey(office.commandsTo(worker));

        assertThat(slotsByJob()).isEqualTo(Map.of("a", 2L, "b", 2L));
    }

    @Test
    void jobOfHigherPriority_hasAllSlotsThatItCanUse() {
        office.submit("low", CountJob.of(1_000), Office.UNVERIFIED);
        office.submit("high", CountJob.of(3), Office.options(1, 0));

        obey(office.commandsTo(worker));

        assertThat(slotsByJob()).isEqualTo(Map.of("low", 1L, "high", 3L));
    }

    @Test
    void jobOfLowerPriority_takesNothingFromOthers() {
        office.submit("high", CountJob.of(1_000), Office.options(1, 0));
        office.sentTo(worker);

        office.submit("low", CountJob.of(1_000), Office.UNVERIFIED);

        assertThat(office.sentTo(worker)).isEmpty();
    }

    @Test
    void jobThatIsGivenAHigherPriority_getsTheSlots() {
        JobId a = office.submit("a", CountJob.of(1_000_000), Office.UNVERIFIED);
        JobId b = office.submit("b", CountJob.of(1_000_000), Office.options(-1, 0));

        office.prioritize(b, 3);
        obey(office.commandsTo(worker));

        assertThat(slotsByJob()).isEqualTo(Map.of("b", 4L));
        assertThat(office.view(b).priority()).isEqualTo(3);
        assertThat(office.view(a).priority()).isZero();
        assertThat(office.disk.history(b)).contains(JobEvent.Type.PRIORITIZED);
    }

    @Test
    void priorityThatAJobHas_isNoChange() {
        JobId job = office.submit("a", CountJob.of(1_000), Office.UNVERIFIED);

        office.prioritize(job, 0);

        assertThat(office.disk.history(job)).doesNotContain(JobEvent.Type.PRIORITIZED);
    }

    @Test
    void jobThatWaitsForAMinute_risesByOne() {
        office.submit("high", CountJob.of(1_000_000), Office.options(1, 0));
        office.submit("low", CountJob.of(1_000_000), Office.UNVERIFIED);

        for (int i = 0; i < 130 && !slotsByJob().containsKey("low"); i++) {
            office.passAlive(500 * Office.MILLI, worker);
            obey(office.commandsTo(worker));
            // Other events between the ticks must not make the wait seem shorter.
            office.heartbeat(worker);
        }

        assertThat(slotsByJob()).containsEntry("low", 2L);
    }

    @Test
    void job_neverHasMoreThanMaxSlots() {
        office.submit("a", CountJob.of(1_000), Office.options(0, 3));

        assertThat(slotsByJob()).isEqualTo(Map.of("a", 3L));
        Grant grant = office.grantsTo(worker).get(0);
        office.commitAll(worker, grant);
        assertThat(slotsByJob()).isEqualTo(Map.of("a", 2L));
    }

    @Test
    void pausedJob_givesItsLeasesBack_andGetsNoneUntilItIsResumed() {
        JobId job = office.submit("a", CountJob.of(1_000), Office.UNVERIFIED);
        office.sentTo(worker);

        office.pause(job);
        obey(office.commandsTo(worker));
        office.passAlive(Office.SECOND, worker);

        assertThat(office.view(job).state()).isEqualTo(JobState.PAUSED);
        assertThat(slotsByJob()).isEmpty();
        assertThat(office.grantsTo(worker)).isEmpty();
        office.resume(job);
        assertThat(office.grantsTo(worker)).hasSize(4);
    }

    @Test
    void cancelledJob_hasItsLeasesRevoked() {
        JobId job = office.submit("a", CountJob.of(1_000), Office.UNVERIFIED);
        office.sentTo(worker);

        office.cancel(job);

        assertThat(office.view(job).state()).isEqualTo(JobState.CANCELLED);
        assertThat(office.commandsTo(worker)).hasSize(4).allMatch(Revoke.class::isInstance);
    }

    @Test
    void jobThatHasEnded_cannotBeCancelled() {
        JobId job = office.submit("a", CountJob.of(0), Office.UNVERIFIED);
        office.conclude();

        office.cancel(job);

        assertThat(office.view(job).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void smallJob_getsNoMoreSlotsThanItHasItems() {
        office.submit("a", CountJob.of(2), Office.UNVERIFIED);

        assertThat(slotsByJob()).isEqualTo(Map.of("a", 2L));
    }
}
