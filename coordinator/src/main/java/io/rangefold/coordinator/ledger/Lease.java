package io.rangefold.coordinator.ledger;

import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A range in the hands of one slot: {@code base <= durable <= applied <= end}. Its end only ever comes down, its marks only
 * go up.
 */
public final class Lease {
    private final long id;
    private final SlotKey slot;
    private final Purpose purpose;
    private final int failures;
    private final int deaths;
    private final Range granted;
    private long applied;
    private long durable;
    private long end;
    private Optional<Range> announced = Optional.empty();
    private OptionalLong trimTo = OptionalLong.empty();

    /**
     * @param id grows from lease to lease
     * @param slot the holder
     * @param purpose why
     * @param granted the whole range, not empty
     * @param failures how often it failed before
     * @param deaths how many workers died over it before
     */
    public Lease(long id, SlotKey slot, Purpose purpose, Range granted, int failures, int deaths) {
        this.id = id;
        this.slot = slot;
        this.purpose = purpose;
        this.failures = failures;
        this.deaths = deaths;
        this.granted = granted;
        this.applied = granted.low();
        this.durable = granted.low();
        this.end = granted.high();
    }

    public long id() {
        return id;
    }

    public SlotKey slot() {
        return slot;
    }

    public Purpose purpose() {
        return purpose;
    }

    public int failures() {
        return failures;
    }

    public int deaths() {
        return deaths;
    }

    public Range granted() {
        return granted;
    }

    /** What is not committed. */
    public Range rest() {
        return Range.of(applied, end);
    }

    /** Everything below was merged. */
    public long applied() {
        return applied;
    }

    /** Everything below was saved, and may be told. */
    public long durable() {
        return durable;
    }

    /** End, exclusive, as far as the holder has agreed. */
    public long end() {
        return end;
    }

    /** Whether all of it is merged. */
    public boolean isCommitted() {
        return applied == end;
    }

    /** Whether all of it is saved. */
    public boolean isDurable() {
        return durable == end;
    }

    /** The stride that the holder of a suspect range announced last. */
    public Optional<Range> announced() {
        return announced;
    }

    /** Notes what the holder is about to compute. */
    public void announce(Range stride) {
        announced = Optional.of(stride);
    }

    /** The end that the holder was asked to come down to, and has not answered yet. */
    public OptionalLong trimTo() {
        return trimTo;
    }

    /** Notes what the holder was asked. */
    public void askTrim(long newEnd) {
        trimTo = OptionalLong.of(newEnd);
    }

    void apply(Range range) {
        assert range.low() == applied && range.high() <= end : range + " does not continue " + this;
        applied = range.high();
    }

    /** Everything below {@code mark} is saved. */
    public void saved(long mark) {
        assert mark <= applied : mark + " is saved but not applied in " + this;
        durable = Math.max(durable, mark);
    }

    void trim(long newEnd) {
        assert applied <= newEnd && newEnd <= end : "cannot end at " + newEnd + ": " + this;
        end = newEnd;
        trimTo = OptionalLong.empty();
    }

    @Override
    public String toString() {
        return "lease " + id + " " + purpose + " " + granted + " of " + slot + ", applied " + applied + ", end " + end;
    }
}
