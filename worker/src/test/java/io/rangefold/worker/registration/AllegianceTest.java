package io.rangefold.worker.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.Sender;
import io.rangefold.protocol.WorkerId;
import io.rangefold.worker.registration.Allegiance.Change;
import org.junit.jupiter.api.Test;

class AllegianceTest {
    private static final Epoch FIRST = new Epoch("memory", 1);
    private static final Epoch SECOND = new Epoch("memory", 2);
    private static final Epoch ELSEWHERE = new Epoch("other", 1);

    private final WorkerId worker = new WorkerId("w");
    private final Allegiance<String> allegiance = new Allegiance<>(worker);

    private void register(String coordinator, Epoch epoch, long session) {
        allegiance.look();
        assertThat(allegiance.welcome(coordinator, epoch)).isTrue();
        assertThat(allegiance.registered(epoch, session)).isPresent();
    }

    @Test
    void firstThatWelcomes_isRegisteredWith() {
        assertThat(allegiance.welcome("a", FIRST)).isTrue();
        assertThat(allegiance.welcome("a", FIRST)).as("its second answer").isFalse();
        assertThat(allegiance.welcome("b", ELSEWHERE)).isFalse();

        assertThat(allegiance.registered(FIRST, 5)).contains(Change.SAME_CLUSTER);

        assertThat(allegiance.coordinator()).contains("a");
        assertThat(allegiance.sender()).contains(new Sender(FIRST, worker, 5));
        assertThat(allegiance.obeys(FIRST)).isTrue();
    }

    @Test
    void leaderOfALaterTerm_isPreferredToOneThatWelcomedBefore() {
        allegiance.welcome("stale", FIRST);

        assertThat(allegiance.welcome("new", SECOND)).isTrue();

        assertThat(allegiance.registered(FIRST, 5)).as("the stale one's answer").isEmpty();
        assertThat(allegiance.registered(SECOND, 9)).contains(Change.SAME_CLUSTER);
        assertThat(allegiance.coordinator()).contains("new");
    }

    @Test
    void leaderOfAnEarlierTerm_isPassedBy() {
        register("new", SECOND, 9);
        allegiance.look();

        assertThat(allegiance.welcome("stale", FIRST)).isFalse();
        assertThat(allegiance.isAsking()).isFalse();
        assertThat(allegiance.registered(FIRST, 100)).isEmpty();
        assertThat(allegiance.welcome("new", SECOND)).isTrue();
    }

    @Test
    void whileItLooks_nobodyIsObeyed() {
        register("a", FIRST, 5);

        allegiance.look();

        assertThat(allegiance.obeys(FIRST)).isFalse();
        assertThat(allegiance.sender()).isEmpty();
        assertThat(allegiance.lastEpoch()).contains(FIRST);
    }

    @Test
    void oldLeader_isObeyedNoMore_onceTheNextOneIsRegisteredWith() {
        register("a", FIRST, 5);
        register("b", SECOND, 2);

        assertThat(allegiance.obeys(FIRST)).isFalse();
        assertThat(allegiance.mayDismiss(FIRST)).isFalse();
        assertThat(allegiance.isPresent(5)).isFalse();
        assertThat(allegiance.mayDismiss(SECOND)).isTrue();
    }

    @Test
    void oldLeader_thatStillLeads_isComeBackTo() {
        register("a", FIRST, 5);
        allegiance.look();

        assertThat(allegiance.welcome("a", FIRST)).isTrue();

        assertThat(allegiance.registered(FIRST, 6)).contains(Change.SAME_CLUSTER);
    }

    @Test
    void welcome_toOneThatIsRegistered_changesNothing() {
        register("a", FIRST, 5);

        assertThat(allegiance.welcome("b", SECOND)).isFalse();

        assertThat(allegiance.coordinator()).contains("a");
    }

    @Test
    void answerToAnEarlierRegistration_isTaken_whileItLooks() {
        allegiance.welcome("a", FIRST);
        allegiance.look();

        assertThat(allegiance.registered(FIRST, 5)).contains(Change.SAME_CLUSTER);
    }

    @Test
    void answersThatComeTwiceOrLate_areIgnored() {
        register("a", FIRST, 5);

        assertThat(allegiance.registered(FIRST, 5)).isEmpty();
        assertThat(allegiance.registered(FIRST, 4)).isEmpty();
        assertThat(allegiance.registered(FIRST, 6)).contains(Change.SAME_CLUSTER);
    }

    @Test
    void otherMemory_makesEverythingHeldWorthless() {
        register("a", SECOND, 5);
        allegiance.look();
        allegiance.welcome("b", ELSEWHERE);

        assertThat(allegiance.registered(ELSEWHERE, 1)).contains(Change.OTHER_CLUSTER);
        assertThat(allegiance.lastEpoch()).contains(ELSEWHERE);
    }
}
