package io.rangefold.coordinator.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.job.BlobUnavailableException;
import io.rangefold.protocol.BlobId;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BlobStoreTest {
    private static final byte[] CONTENT = {1, 2, 3};
    private static final BlobId ID = BlobId.of(CONTENT);
    /** Older than that is everything. */
    private static final long NO_AGE = -1;

    @Test
    void sweep_forgetsWhatIsNotInUse_andNothingElse() {
        try (BlobStore blobs = new BlobStore()) {
            blobs.put(ID, CONTENT);
            blobs.sweep(Set.of(ID), NO_AGE);
            assertThat(blobs.holds(ID)).isTrue();
            blobs.sweep(Set.of(), Long.MAX_VALUE);
            assertThat(blobs.get(ID)).isEqualTo(CONTENT);
            blobs.sweep(Set.of(), NO_AGE);
            assertThat(blobs.holds(ID)).isFalse();
            assertThatThrownBy(() -> blobs.get(ID)).isInstanceOf(BlobUnavailableException.class);
        }
    }
}
