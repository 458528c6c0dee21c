package io.rangefold.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView.Cpu;
import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.JobHeader;
import io.rangefold.coordinator.store.JobLife;
import io.rangefold.coordinator.store.JobStatus;
import io.rangefold.coordinator.store.JobStatus.Counters;
import io.rangefold.coordinator.store.LeadershipLostException;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.coordinator.store.StoredState.Share;
import io.rangefold.coordinator.store.StoredState.StoredJob;
import io.rangefold.coordinator.store.Term;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemoryDiskTest {
    private static final JobId ID = new JobId("job-1");
    private static final long SECOND = 1_000_000_000L;

    private final TestJob job = TestJob.plain("job", 100, new Cost(Cost.Shape.EQUAL, 1, 100));
    private final MemoryDisk disk = new MemoryDisk("cluster", name -> job, MemoryDisk.Damage.NONE, true);
    private final Term term = disk.tryLead(true, 0).orElseThrow();
    private long lastGroup;

    @BeforeEach
    void submit() {
        JobHeader header = new JobHeader(
                ID, 1, "test", job.spec(), Map.of(), JobOptions.DEFAULT, Optional.empty(), List.of(), Instant.EPOCH);
        write(new Change.Submitted(header), status(JobState.QUEUED, 0), happened(JobEvent.Type.SUBMITTED));
    }

    private void write(Change... changes) {
        disk.write(term, new SaveGroup(++lastGroup, List.of(changes)), id -> new byte[0], 0);
    }

    private static Change.Happened happened(JobEvent.Type type) {
        return new Change.Happened(
                new JobEvent(0, Instant.EPOCH, type, Optional.of(ID), Optional.empty(), Optional.empty(), ""));
    }

    private static Change.Updated status(JobState state, long done) {
        return new Change.Updated(new JobStatus(
                ID,
                state,
                0,
                new byte[0],
                false,
                Optional.empty(),
                Optional.empty(),
                0,
                done,
                100,
                new Counters(done, 1, 1, 0, 0, 1, 1, 0, ""),
                Optional.empty(),
                true,
                Optional.empty(),
                OptionalInt.empty()));
    }

    private static Change.Covered covered(String owner, long low, long high) {
        return new Change.Covered(ID, 0, owner, low, high < 0 ? OptionalLong.empty() : OptionalLong.of(high));
    }

    private static Change.Merged merged(String owner, boolean whole, Range range) {
        Bag bag = new Bag(List.of(range), range.size(), Long.MAX_VALUE);
        return new Change.Merged(ID, 0, owner, whole, new Bag.Type(false).encode(bag));
    }

    @Test
    void whatIsWritten_isWhatTheNextTermBeginsWith() {
        write(covered("a", 0, 10), merged("a", true, Range.of(0, 10)), status(JobState.RUNNING, 10));
        write(covered("a", 0, 20), merged("a", false, Range.of(10, 20)), status(JobState.RUNNING, 20));
        Term next = disk.tryLead(true, 4 * SECOND).orElseThrow();

        StoredJob stored = disk.load(next).jobs().get(0);

        assertThat(stored.record().status().state()).isEqualTo(JobState.RUNNING);
        Share share = stored.shares().get(0);
        assertThat(share.owner()).isEqualTo("a");
        assertThat(share.ranges()).containsExactly(Range.of(0, 20));
        assertThat(share.partials()).hasSize(2);
        assertThat(next.epoch().number()).isEqualTo(2);
    }

    @Test
    void group_writtenAgain_isLeftAsItIs() {
        write(covered("a", 0, 10), merged("a", true, Range.of(0, 10)), status(JobState.RUNNING, 10));
        SaveGroup again = new SaveGroup(lastGroup, List.of(covered("a", 50, 60)));

        disk.write(term, again, id -> new byte[0], 0);

        assertThat(disk.covers(ID, 0, Range.of(0, 10))).isTrue();
        assertThat(disk.overlaps(ID, 0, Range.of(50, 60))).isFalse();
    }

    @Test
    void group_afterAGap_isRefused() {
        lastGroup++;

        assertThatIllegalStateException().isThrownBy(() -> write(status(JobState.RUNNING, 0)));
    }

    @Test
    void termThatIsOver_canNeitherWriteNorRenewNorLoad() {
        disk.tryLead(true, 4 * SECOND).orElseThrow();

        assertThatThrownBy(() -> write(status(JobState.RUNNING, 0))).isInstanceOf(LeadershipLostException.class);
        assertThatThrownBy(() -> disk.renew(term, 5 * SECOND)).isInstanceOf(LeadershipLostException.class);
        assertThatThrownBy(() -> disk.load(term)).isInstanceOf(LeadershipLostException.class);
        assertThat(disk.find(ID).orElseThrow().status().state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void leader_thatRenews_isNotFollowed() {
        disk.renew(term, 2 * SECOND);

        assertThat(disk.tryLead(true, 4 * SECOND)).isEmpty();
        assertThat(disk.tryLead(true, 5 * SECOND)).isPresent();
    }

    @Test
    void intervalsThatOverlap_areRefused() {
        write(covered("a", 0, 10), merged("a", true, Range.of(0, 10)), status(JobState.RUNNING, 10));

        assertThatIllegalStateException()
                .isThrownBy(() ->
                        write(covered("b", 5, 15), merged("b", true, Range.of(5, 15)), status(JobState.RUNNING, 20)))
                .withMessageContaining("overlap");
    }

    @Test
    void intervalBeyondTheStage_isRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> write(
                        covered("a", 90, 101), merged("a", true, Range.of(90, 101)), status(JobState.RUNNING, 11)))
                .withMessageContaining("of 100 items");
    }

    @Test
    void partialThatIsNotOfWhatIsCovered_isRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        write(covered("a", 0, 10), merged("a", true, Range.of(0, 9)), status(JobState.RUNNING, 10)))
                .withMessageContaining("has merged");
    }

    @Test
    void share_thatIsDisowned_isGone() {
        write(covered("a", 0, 10), merged("a", true, Range.of(0, 10)), status(JobState.RUNNING, 10));

        write(new Change.Disowned(ID, 0, "a"), status(JobState.RUNNING, 0));

        assertThat(disk.overlaps(ID, 0, Range.of(0, 100))).isFalse();
    }

    @Test
    void jobThatHasEnded_doesNotChange() {
        JobLife life = new JobLife(new Cpu(0, 0, 0, 0), Optional.empty(), Optional.empty());
        write(status(JobState.CANCELLED, 0), new Change.Remembered(ID, life), happened(JobEvent.Type.FINISHED));
        write(status(JobState.CANCELLED, 0));

        assertThatIllegalStateException().isThrownBy(() -> write(status(JobState.SUCCEEDED, 0)));
        assertThatIllegalStateException().isThrownBy(() -> write(covered("a", 0, 10)));
        assertThat(disk.load(term).jobs()).isEmpty();
        assertThat(disk.find(ID)).isPresent();
    }

    @Test
    void jobThatWasNotSubmitted_doesNotChange() {
        JobFault fault = new JobFault("no", "", "", "");
        JobStatus unknown = status(JobState.FAILED, 0).status();
        Change change = new Change.Updated(new JobStatus(
                new JobId("other"),
                unknown.state(),
                0,
                unknown.known(),
                false,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                100,
                unknown.counters(),
                Optional.empty(),
                true,
                Optional.of(fault),
                OptionalInt.empty()));

        assertThatIllegalStateException().isThrownBy(() -> write(change));
    }
}
