package io.rangefold.worker.slot;

import io.rangefold.job.KernelStoppedException;
import io.rangefold.protocol.Claim;
import io.rangefold.protocol.CoordinatorToWorker.Kept;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.SlotCommand;
import io.rangefold.protocol.SlotCommand.Acknowledge;
import io.rangefold.protocol.SlotCommand.AllowStride;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotCommand.Revoke;
import io.rangefold.protocol.SlotCommand.Trim;
import io.rangefold.protocol.SlotStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A slot: computes one lease, stride by stride, while at most one more waits for its last acknowledgement. Used by one
 * thread at a time; while a stride is computed, only from within the kernel's polls.
 *
 * <p>Times are nanoseconds of a clock that never goes back.
 */
public final class SlotMachine {
    private static final int MAX_WORKSPACES = 8;

    private final int number;
    private final SlotSettings settings;
    private final StageSource stages;
    private final SlotOutput output;
    private final Map<StageKey, Workspace<?>> workspaces = new LinkedHashMap<>(16, 0.75f, true);
    private @Nullable HeldLease current;
    private @Nullable HeldLease closing;
    private long newestLease;
    private long progress;
    private Optional<Long> pollIndex = Optional.empty();

    private record StageKey(JobId job, int stage) {}

    /**
     * @param number of the slot within its worker, from 0
     * @param settings its rhythm
     * @param stages where stages come from
     * @param output where reports go
     */
    public SlotMachine(int number, SlotSettings settings, StageSource stages, SlotOutput output) {
        this.number = number;
        this.settings = settings;
        this.stages = stages;
        this.output = output;
    }

    /** Takes a command; what speaks of another lease than those held is stale and ignored. */
    public void handle(SlotCommand command, long nowNanos) {
        if (command instanceof Grant grant) {
            granted(grant, nowNanos);
            return;
        }
        Optional<HeldLease> held = held(command.lease());
        if (held.isEmpty()) {
            return;
        }
        HeldLease lease = held.get();
        if (command instanceof Trim trim) {
            lease.trim(trim.end(), pollIndex, nowNanos);
        } else if (command instanceof Acknowledge ack) {
            lease.acknowledge(ack.mark(), nowNanos);
            if (ack.closed()) {
                drop(lease);
            }
        } else if (command instanceof AllowStride allow) {
            lease.allow(allow.stride());
        } else if (command instanceof Revoke) {
            drop(lease);
        }
    }

    private void granted(Grant grant, long nowNanos) {
        if (grant.lease() <= newestLease) {
            return;
        }
        if (current != null && current.isComputed()) {
            if (closing != null) {
                return;
            }
            closing = current;
        }
        // A lease that is granted while another is not computed says that the other was taken away.
        newestLease = grant.lease();
        current = new HeldLease(grant, settings, output, nowNanos);
    }

    private Optional<HeldLease> held(long lease) {
        if (current != null && current.id() == lease) {
            return Optional.of(current);
        }
        return Optional.ofNullable(closing).filter(c -> c.id() == lease);
    }

    private void drop(HeldLease lease) {
        if (lease == current) {
            current = null;
        } else if (lease == closing) {
            closing = null;
        }
    }

    /** The next stride to compute, if there is one; it runs until {@link #complete}. */
    public Optional<Stride<?>> begin(long nowNanos) {
        return current == null ? Optional.empty() : current.begin(this::workspace, nowNanos);
    }

    private Workspace<?> workspace(Grant grant) {
        StageKey key = new StageKey(grant.job(), grant.stage());
        Workspace<?> known = workspaces.get(key);
        if (known == null) {
            known = Workspace.of(stages.stage(grant), settings);
            workspaces.put(key, known);
            if (workspaces.size() > MAX_WORKSPACES) {
                workspaces.remove(workspaces.keySet().iterator().next());
            }
        }
        return known;
    }

    /**
     * The kernel polls at {@code index}; mail that came meanwhile is to be handled first, between {@link #enterPoll} and
     * this.
     *
     * @return the end of the stride
     * @throws KernelStoppedException if its lease is gone
     */
    public long pollEnd(Stride<?> stride, long index, long nowNanos) {
        pollIndex = Optional.empty();
        progress++;
        if (current == null || !current.isRunning(stride)) {
            throw new KernelStoppedException();
        }
        return current.pollEnd(stride, index, nowNanos);
    }

    /** From now until {@link #pollEnd}, the running stride can be cut behind {@code index}. */
    public void enterPoll(long index) {
        pollIndex = Optional.of(index);
    }

    /** The stride's kernel came back. If its lease is gone, so is what it computed. */
    public void complete(Stride<?> stride, long nowNanos) {
        progress++;
        if (current != null && current.isRunning(stride)) {
            current.complete(stride, nowNanos);
        }
    }

    /** Time passes: repeats what was not answered, commits what is due. */
    public void tick(long nowNanos) {
        if (current != null) {
            current.tick(nowNanos);
        }
        if (closing != null) {
            closing.tick(nowNanos);
        }
    }

    /** Gives back what is not begun of the lease; what is computed is committed. */
    public void giveBack(long nowNanos) {
        if (current != null) {
            current.giveBack(pollIndex, nowNanos);
        }
    }

    /**
     * Keeps these leases, under their new ids, and drops all others. None of those is taken up again: what a lease has sent may
     * be under way still, and what it would send the second time would not continue that.
     *
     * @param leases by the ids that they have here
     */
    public void keepOnly(Map<Long, Kept> leases, long nowNanos) {
        current = keep(current, leases, nowNanos);
        closing = keep(closing, leases, nowNanos);
    }

    private @Nullable HeldLease keep(@Nullable HeldLease held, Map<Long, Kept> leases, long nowNanos) {
        Kept kept = held == null ? null : leases.get(held.id());
        if (held == null || kept == null) {
            return null;
        }
        newestLease = Math.max(newestLease, kept.newLease());
        return held.adopt(kept.newLease(), kept.mark(), nowNanos) ? held : null;
    }

    /** Another coordinator, with another memory: drops everything; lease numbers begin anew. */
    public void forgetAll() {
        current = null;
        closing = null;
        workspaces.clear();
        newestLease = 0;
    }

    /** What is held, for heartbeats and registrations. */
    public List<SlotStatus> held() {
        List<SlotStatus> all = new ArrayList<>(2);
        if (closing != null) {
            all.add(closing.status(number, progress));
        }
        if (current != null) {
            all.add(current.status(number, progress));
        }
        return all;
    }

    /** What is held, for registrations. */
    public List<Claim> claims() {
        List<Claim> all = new ArrayList<>(2);
        if (closing != null) {
            all.add(closing.claim(number));
        }
        if (current != null) {
            all.add(current.claim(number));
        }
        return all;
    }

    public boolean isIdle() {
        return current == null && closing == null;
    }
}
