package io.rangefold.coordinator.api;

import java.util.Optional;

/** Which of several coordinators leads. Asked at every request, from any thread: must not block. */
public interface Leadership {

    /** Of a coordinator that is alone. */
    Leadership ALONE = new Leadership() {
        @Override
        public boolean leads() {
            return true;
        }

        @Override
        public Optional<String> leaderApi() {
            return Optional.empty();
        }
    };

    /** Whether this coordinator leads. */
    boolean leads();

    /** The number of the time in which it leads now, another one each time; 0 while it does not lead. */
    default long term() {
        return leads() ? 1 : 0;
    }

    /** Where the API of the one that leads is, as {@code http://HOST:PORT}; never this one's while it does not lead. */
    Optional<String> leaderApi();
}
