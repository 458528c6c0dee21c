package io.rangefold.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.protocol.JobId;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.WorkerId;
import org.junit.jupiter.api.Test;

class PreviewTaskTest {
    private final Office office = new Office();
    private final WorkerId worker = office.worker("a", 1);
    private final JobId job = office.submit("job", CountJob.of(100), Office.UNVERIFIED);
    private final Grant grant = office.grantTo(worker);

    private byte[] known() {
        return office.scheduler.previewTask(job).orElseThrow().known();
    }

    @Test
    void preview_isOfWhatWasCommitted() {
        assertThat(known()).isEqualTo(CountJob.partial(0));

        office.commit(worker, grant, 0, 10);
        office.commit(worker, grant, 10, 30);

        assertThat(known()).isEqualTo(CountJob.partial(30));
    }

    @Test
    void preview_changesNothing() {
        office.commit(worker, grant, 0, 10);
        office.sentTo(worker);

        known();

        assertThat(office.view(job).progress().committed()).isEqualTo(10);
        assertThat(office.commandsTo(worker)).isEmpty();
    }

    @Test
    void jobThatHasEnded_andOneThatNobodyKnows_haveNone() {
        office.commit(worker, grant, 0, 100);
        office.conclude();

        assertThat(office.scheduler.previewTask(job)).isEmpty();
        assertThat(office.scheduler.previewTask(new JobId("other"))).isEmpty();
    }
}
