package io.rangefold.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.cli.fake.CommandLineTester;
import io.rangefold.coordinator.api.ApiServer;
import io.rangefold.coordinator.api.ApiSettings;
import io.rangefold.coordinator.api.ApiStartException;
import io.rangefold.coordinator.api.Leadership;
import io.rangefold.coordinator.metrics.CoordinatorMetrics;
import io.rangefold.coordinator.schedule.Cause;
import io.rangefold.metrics.Exposition;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Metrics of a coordinator that does not lead. */
class StandbyScrapeTest {
    private static final Leadership OTHER = new Leadership() {
        @Override
        public boolean leads() {
            return false;
        }

        @Override
        public Optional<String> leaderApi() {
            return Optional.of("http://127.0.0.1:1");
        }
    };

    private final CommandLineTester cli = new CommandLineTester();
    private final Exposition exposition = Exposition.create("coordinator", "test");
    private final CoordinatorMetrics metrics = new CoordinatorMetrics(exposition.registry());
    private ApiServer api;

    @BeforeEach
    void start() throws ApiStartException {
        api = ApiServer.start(cli.jobs(), cli.kinds(), ApiSettings.loopback(0), OTHER, Optional.of(exposition));
    }

    @AfterEach
    void stop() {
        api.close();
        exposition.close();
    }

    @Test
    void standby_showsItsOwnMetrics_andSendsNobodyElsewhere() throws IOException, InterruptedException {
        metrics.redispatched(Cause.NO_PROGRESS, 3);
        metrics.storeTroubled(true);
        Scrape scrape = Scrape.of(api.port());

        assertThat(scrape.value("rangefold_leases_redispatched_total{cause=\"no_progress\"}"))
                .isEqualTo(3);
        assertThat(scrape.value("rangefold_store_troubled")).isOne();
        assertThat(scrape.names()).contains("jvm_memory_used_bytes", "process_cpu_usage", "jvm_threads_live_threads");
    }

    @Test
    void eachCause_hasItsSeriesFromTheBeginning() throws IOException, InterruptedException {
        Scrape scrape = Scrape.of(api.port());

        for (Cause cause : Cause.values()) {
            String series = "rangefold_leases_redispatched_total{cause=\""
                    + cause.name().toLowerCase(Locale.ROOT) + "\"}";
            assertThat(scrape.value(series)).as(series).isZero();
        }
    }

    @Test
    void otherMethods_areRefused() throws IOException {
        HttpURLConnection post = (HttpURLConnection) URI.create("http://127.0.0.1:" + api.port() + "/metrics")
                .toURL()
                .openConnection();
        post.setRequestMethod("DELETE");

        assertThat(post.getResponseCode()).isEqualTo(405);
    }
}
