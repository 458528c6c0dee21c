package io.rangefold.coordinator.schedule;

import io.rangefold.protocol.CoordinatorToWorker.ToSlot;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.SlotCommand;
import io.rangefold.protocol.SlotCommand.Acknowledge;
import io.rangefold.protocol.SlotCommand.Revoke;
import io.rangefold.protocol.SlotCommand.Trim;

/** Sends commands to slots. */
final class SlotMail {
    private final Effects effects;
    private final Epoch epoch;

    SlotMail(Effects effects, Epoch epoch) {
        this.effects = effects;
        this.epoch = epoch;
    }

    void send(Worker worker, int slot, SlotCommand command) {
        effects.send(worker.id(), new ToSlot(epoch, slot, command));
    }

    void send(ActiveLease to, SlotCommand command) {
        send(to.worker(), to.slot().key().slot(), command);
    }

    /** Says what is safe of the lease, and whether it has ended. */
    void acknowledge(ActiveLease active, boolean closed) {
        send(active, new Acknowledge(active.id(), active.lease().durable(), closed));
    }

    /** Takes the lease away from its slot, as far as the slot is concerned. */
    void revoke(ActiveLease active) {
        send(active, new Revoke(active.id()));
    }

    /** Asks a slot to end its lease, and go on to another job. */
    void askToLeave(ActiveLease active, long end, long nowNanos) {
        active.askToLeave(end, nowNanos);
        send(active, new Trim(active.id(), end));
    }
}
