package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Verification;
import java.util.Optional;

/** How far a job has come, and how it ends: it is over at once, and may be told so when that is saved. */
final class JobPhase {
    private JobState state;
    private boolean concluding;
    private boolean retracted;
    private Optional<JobFault> overdue = Optional.empty();
    private Optional<Conclusion> conclusion = Optional.empty();
    private Optional<End> end = Optional.empty();

    /** How a job ends. */
    record End(JobState state, Optional<JobFault> fault, Optional<Verification> verification) {}

    JobPhase(JobState state) {
        this.state = state;
    }

    /** As it may be told. */
    JobState state() {
        return state;
    }

    /** Whether slots may work on it. */
    boolean isRunnable() {
        return (state == JobState.QUEUED || state == JobState.RUNNING) && !concluding && !isOver();
    }

    /** A slot begins to work on it. */
    void started() {
        if (state == JobState.QUEUED) {
            state = JobState.RUNNING;
        }
    }

    void pause() {
        state = JobState.PAUSED;
    }

    void resume(boolean hasStarted) {
        state = hasStarted ? JobState.RUNNING : JobState.QUEUED;
    }

    void concluding() {
        concluding = true;
    }

    /** Its time is over: what there is becomes its result. */
    void concludingEarly(JobFault why) {
        concluding = true;
        overdue = Optional.of(why);
    }

    /** Why its result is made of a part of its work; empty if it is not. */
    Optional<JobFault> overdue() {
        return overdue;
    }

    boolean isConcluding() {
        return concluding;
    }

    /** Some of what its result is being made of does not count any more. */
    void retract() {
        retracted = concluding;
    }

    /**
     * The result that was being made of it is there, or can't be.
     *
     * @return whether it is worthless; then slots may work on the job again, unless its time is over
     */
    boolean takeRetracted() {
        boolean was = retracted;
        if (was) {
            retracted = false;
            concluding = overdue.isPresent();
        }
        return was;
    }

    /** Its result was made. */
    void concluded(Conclusion made) {
        conclusion = Optional.of(made);
    }

    /** It is over, though nobody may be told before that is saved: until then it looks as it did. */
    void end(End how) {
        assert how.state().isTerminal() && !isOver() : "a job ends once: " + end + ", " + how;
        end = Optional.of(how);
    }

    /** Whether it computes nothing any more: it has ended, or will have once that is saved. */
    boolean isOver() {
        return end.isPresent();
    }

    /** Its end is saved. */
    void told() {
        state = end.orElseThrow().state();
    }

    /** How it ends, before that may be told. */
    Optional<End> ending() {
        return end;
    }

    /** How it has ended, once that may be told. */
    Optional<End> end() {
        return state.isTerminal() ? end : Optional.empty();
    }

    /** What was made of it, once that may be told. */
    Optional<Conclusion> conclusion() {
        return state.isTerminal() ? conclusion : Optional.empty();
    }

    /** Whether its result, if it has one, is made of all of its work. */
    boolean isComplete() {
        return conclusion.map(Conclusion::complete).orElse(true);
    }

    /** Whether it ends with a result that may be used. */
    boolean willHaveResult() {
        return conclusion.isPresent()
                && end.filter(e -> e.state() == JobState.SUCCEEDED || e.state() == JobState.TIMED_OUT)
                        .isPresent();
    }

    /** Whether it has ended with such a result. */
    boolean hasResult() {
        return state.isTerminal() && willHaveResult();
    }
}
