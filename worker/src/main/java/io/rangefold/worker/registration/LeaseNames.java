package io.rangefold.worker.registration;

import io.rangefold.protocol.Claim;
import io.rangefold.protocol.CoordinatorToWorker.Kept;
import io.rangefold.protocol.SlotStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What leases are called now. A coordinator that adopts a lease gives it another id, but a slot that computes a long stride
 * hears of it only afterwards and shows the old one until then.
 */
public final class LeaseNames {
    private final Map<Long, Long> present = new HashMap<>();

    /**
     * Takes in the answer to a registration.
     *
     * @param shown ids that slots show at present
     * @param answer leases that go on; they may have been claimed under an id that was given up since
     * @return the same by the ids that the slots will know them under when they hear of it
     */
    public Map<Long, Kept> kept(Collection<Long> shown, Collection<Kept> answer) {
        Map<Long, Kept> byPresentId = new HashMap<>();
        answer.forEach(kept -> {
            long id = nameOf(kept.lease());
            byPresentId.put(id, new Kept(id, kept.newLease(), kept.mark()));
        });
        Map<Long, Long> renamed = new HashMap<>();
        shown.forEach(id -> {
            Kept kept = byPresentId.get(nameOf(id));
            if (kept != null) {
                renamed.put(id, kept.newLease());
            }
        });
        present.clear();
        present.putAll(renamed);
        // A slot may have heard of its last name since it showed one.
        byPresentId.forEach((id, kept) -> present.putIfAbsent(id, kept.newLease()));
        return byPresentId;
    }

    /** Another coordinator, with another memory: ids mean nothing any more. */
    public void forget() {
        present.clear();
    }

    private long nameOf(long lease) {
        return present.getOrDefault(lease, lease);
    }

    public SlotStatus rename(SlotStatus status) {
        return new SlotStatus(status.slot(), nameOf(status.lease()), status.stride(), status.end(), status.progress());
    }

    public Claim rename(Claim claim) {
        return new Claim(
                claim.slot(),
                nameOf(claim.lease()),
                claim.job(),
                claim.stage(),
                claim.purpose(),
                claim.base(),
                claim.frozen(),
                claim.end());
    }
}
