package io.rangefold.cli.fake;

import io.rangefold.coordinator.api.Leadership;
import java.util.Optional;

/** Leads, or knows who does, as the test says. */
public final class FakeLeadership implements Leadership {
    private volatile boolean leads;
    private volatile Optional<String> leader = Optional.empty();

    /** From now on it leads. */
    public void take() {
        leads = true;
        leader = Optional.empty();
    }

    /** From now on another one does. */
    public void follow(String api) {
        leads = false;
        leader = Optional.of(api);
    }

    /** From now on nobody does. */
    public void lose() {
        leads = false;
        leader = Optional.empty();
    }

    @Override
    public boolean leads() {
        return leads;
    }

    @Override
    public Optional<String> leaderApi() {
        return leader;
    }
}
