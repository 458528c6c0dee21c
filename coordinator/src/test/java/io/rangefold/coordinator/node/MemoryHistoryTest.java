package io.rangefold.coordinator.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.protocol.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryHistoryTest {
    private static final Instant BEGIN = Instant.parse("2026-11-20T17:10:37Z");

    private final MemoryHistory history = new MemoryHistory(BEGIN);
    private long group;

    private void happens(String job, JobEvent.Type type) {
        history.append(new SaveGroup(
                ++group,
                List.of(new Change.Happened(new JobEvent(
                        0, BEGIN, type, Optional.of(new JobId(job)), Optional.empty(), Optional.empty(), "")))));
    }

    private List<JobEvent> all() {
        return history.after(Optional.empty(), 0, Integer.MAX_VALUE);
    }

    @Test
    void events_areNumberedInOrder_andFoundByJob() {
        happens("a", JobEvent.Type.SUBMITTED);
        happens("b", JobEvent.Type.SUBMITTED);
        happens("a", JobEvent.Type.FINISHED);

        assertThat(all()).extracting(JobEvent::number).isSorted().doesNotHaveDuplicates();
        List<JobEvent> ofA = history.after(Optional.of(new JobId("a")), 0, 10);
        assertThat(ofA).extracting(JobEvent::type).containsExactly(JobEvent.Type.SUBMITTED, JobEvent.Type.FINISHED);
        assertThat(history.after(Optional.of(new JobId("a")), ofA.get(0).number(), 10))
                .containsExactly(ofA.get(1));
        assertThat(history.after(Optional.empty(), 0, 2)).hasSize(2);
    }

    @Test
    void numbers_beginAboveThoseOfEarlierProcesses() {
        for (int i = 0; i < 900; i++) {
            happens("a", JobEvent.Type.REDISPATCHED);
        }
        long last = all().get(899).number();

        MemoryHistory next = new MemoryHistory(BEGIN.plusMillis(1));
        next.append(new SaveGroup(
                1,
                List.of(new Change.Happened(new JobEvent(
                        0,
                        BEGIN,
                        JobEvent.Type.SUBMITTED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "")))));
        assertThat(next.after(Optional.empty(), last, 10)).hasSize(1);
    }

    @Test
    void oldest_areForgotten() {
        for (int i = 0; i < MemoryHistory.MOST + 3; i++) {
            happens(i == 0 ? "first" : "a", JobEvent.Type.REDISPATCHED);
        }

        assertThat(all()).hasSize(MemoryHistory.MOST);
        assertThat(history.after(Optional.of(new JobId("first")), 0, 10)).isEmpty();
    }
}
