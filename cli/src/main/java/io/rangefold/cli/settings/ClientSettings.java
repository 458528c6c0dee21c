package io.rangefold.cli.settings;

import io.rangefold.cli.syntax.Words;
import io.rangefold.coordinator.api.ApiClient;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Where client commands find the coordinators. */
public final class ClientSettings {
    private ClientSettings() {}

    /**
     * A client of the coordinators that are set.
     *
     * @param notes told when a coordinator is lost
     * @param givenUp whether the user does not want to wait any longer
     */
    public static ApiClient client(Words words, Settings settings, Consumer<String> notes, BooleanSupplier givenUp) {
        Setting api = settings.get(SettingKey.API, "--api", words.value("--api"));
        Duration patience = settings.get(SettingKey.API_PATIENCE).duration(Duration.ofSeconds(1), Duration.ofHours(1));
        try {
            return new ApiClient(api.value(), patience, notes, givenUp);
        } catch (IllegalArgumentException e) {
            throw api.wrong(
                    "is no address of a coordinator's API",
                    "write it as http://127.0.0.1:8520, more of them with commas");
        }
    }
}
