package io.rangefold.coordinator.store.sql;

import static io.rangefold.coordinator.store.sql.StoreExamples.ALICE;
import static io.rangefold.coordinator.store.sql.StoreExamples.BOB;
import static io.rangefold.coordinator.store.sql.StoreExamples.NO_DATA;
import static io.rangefold.coordinator.store.sql.StoreExamples.group;
import static io.rangefold.coordinator.store.sql.StoreExamples.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.Leader;
import io.rangefold.coordinator.store.LeadershipLostException;
import io.rangefold.coordinator.store.StoreException;
import io.rangefold.coordinator.store.Term;
import io.rangefold.testing.PostgresServer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two coordinators on one database. */
final class PostgresLeadershipTest {
    private JobStore alice;
    private JobStore bob;

    @BeforeEach
    void open() {
        TestDatabase database = TestDatabase.postgres();
        alice = database.open();
        bob = database.open();
    }

    @AfterEach
    void close() {
        FailPoints.disarm();
        alice.close();
        bob.close();
    }

    private static Term awaitTerm(JobStore store, Leader self) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> store.tryLead(self), Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void oneLeads_untilItResigns() {
        Term term = alice.tryLead(ALICE).orElseThrow();
        alice.renew(term);
        assertThat(bob.tryLead(BOB)).isEmpty();
        assertThat(bob.leader()).contains(ALICE);
        alice.resign(term);
        assertThat(bob.tryLead(BOB)).isPresent();
        assertThat(alice.leader()).contains(BOB);
    }

    @Test
    void silentLeader_isFollowed_andItsWritesAreRefused() {
        Term term = alice.tryLead(ALICE).orElseThrow();
        alice.write(term, group(1, submitted("job-a", 1)), NO_DATA);

        Term next = awaitTerm(bob, BOB);

        assertThat(next.epoch().cluster()).isEqualTo(term.epoch().cluster());
        assertThat(bob.load(next).jobs()).hasSize(1);
        assertThatThrownBy(() -> alice.write(term, group(2, submitted("job-b", 2)), NO_DATA))
                .isInstanceOf(LeadershipLostException.class);
        assertThat(bob.load(next).jobs()).hasSize(1);
    }

    @Test
    void leaderThatStartsAgainInItsPlace_leadsAtOnce() {
        alice.tryLead(ALICE).orElseThrow();
        assertThat(bob.tryLead(ALICE)).isPresent();
    }

    @Test
    void leaderThatStopsInTheMiddleOfAWrite_isFollowed() throws InterruptedException {
        Term term = alice.tryLead(ALICE).orElseThrow();
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean refused = new AtomicBoolean();
        FailPoints.arm(FailPoint.AFTER_CHANGES, 1, () -> awaitQuietly(goOn));
        Thread writer = new Thread(() -> {
            try {
                alice.write(term, group(1, submitted("job-a", 1)), NO_DATA);
            } catch (StoreException e) {
                refused.set(true);
            }
        });
        writer.start();

        Term next = awaitTerm(bob, BOB);
        goOn.countDown();
        writer.join();

        assertThat(refused).isTrue();
        assertThat(bob.load(next).jobs()).isEmpty();
        assertThatThrownBy(() -> alice.write(term, group(1, submitted("job-a", 1)), NO_DATA))
                .isInstanceOf(LeadershipLostException.class);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(5, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void storeGoesOn_whenItsServerWasKilledAndStartedAgain() {
        try (PostgresServer server = PostgresServer.start();
                JobStore store = SqlStores.open(server.url())) {
            Term term = store.tryLead(ALICE).orElseThrow();
            store.write(term, group(1, submitted("job-a", 1)), NO_DATA);
            server.kill();
            assertThatThrownBy(() -> store.write(term, group(2, submitted("job-b", 2)), NO_DATA))
                    .isInstanceOf(StoreException.class)
                    .hasMessageNotContaining(PostgresServer.PASSWORD);
            server.restart();
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
                store.write(term, group(2, submitted("job-b", 2)), NO_DATA);
                return true;
            });
            assertThat(store.load(term).jobs()).hasSize(2);
        }
    }
}
