package io.rangefold.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.coordinator.store.JobHeader;
import io.rangefold.protocol.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FairShareTest {
    private int jobs;

    private JobRun job(long items, int priority, int maxSlots) {
        CountJob job = CountJob.of(items);
        JobHeader header = new JobHeader(
                new JobId("job-" + ++jobs),
                jobs,
                "count",
                job.spec(),
                job.arguments(),
                Office.options(priority, maxSlots),
                Optional.empty(),
                List.of(),
                Instant.EPOCH);
        return new JobRun(header, job, new CoreClock(1, 0, Instant.EPOCH));
    }

    private static List<Long> shares(long slots, JobRun... ordered) {
        var targets = FairShare.targets(List.of(ordered), slots);
        return List.of(ordered).stream()
                .map(job -> targets.getOrDefault(job, 0L))
                .toList();
    }

    @Test
    void equals_shareEvenly() {
        assertThat(shares(10, job(100, 0, 0), job(100, 0, 0))).containsExactly(5L, 5L);
    }

    @Test
    void remainder_goesToTheFirst() {
        assertThat(shares(5, job(100, 0, 0), job(100, 0, 0), job(100, 0, 0))).containsExactly(2L, 2L, 1L);
    }

    @Test
    void whatOneCannotUse_goesToTheOthers() {
        assertThat(shares(12, job(1, 0, 0), job(100, 0, 2), job(100, 0, 0))).containsExactly(1L, 2L, 9L);
    }

    @Test
    void lowerPriority_hasWhatTheHigherLeaves() {
        assertThat(shares(10, job(100, 1, 4), job(100, 0, 0))).containsExactly(4L, 6L);
        assertThat(shares(10, job(100, 1, 0), job(100, 0, 0))).containsExactly(10L, 0L);
    }

    @Test
    void fewerSlotsThanJobs_goToTheFirst() {
        assertThat(shares(2, job(9, 0, 0), job(9, 0, 0), job(9, 0, 0))).containsExactly(1L, 1L, 0L);
    }

    @Test
    void noSlots_giveNothing() {
        assertThat(shares(0, job(9, 0, 0))).containsExactly(0L);
    }

    @Test
    void order_isByPriorityThenByServiceThenByAge() {
        JobRun old = job(9, 0, 0);
        JobRun served = job(9, 0, 0);
        JobRun young = job(9, 0, 0);
        JobRun high = job(9, 1, 0);
        served.standing.served(5 * Office.SECOND);

        assertThat(List.of(served, young, old, high).stream().sorted(FairShare.order(Office.SECOND)))
                .containsExactly(high, old, young, served);
    }

    @Test
    void service_withinAQuantum_doesNotChangeTheOrder() {
        JobRun old = job(9, 0, 0);
        JobRun young = job(9, 0, 0);
        old.standing.served(Office.SECOND / 2);

        assertThat(List.of(young, old).stream().sorted(FairShare.order(Office.SECOND)))
                .containsExactly(old, young);
    }
}
