package io.rangefold.cli.settings;

import io.rangefold.cli.syntax.Words;
import io.rangefold.coordinator.api.ApiClient;

/** Where client commands find the coordinator. */
public final class ClientSettings {
    private ClientSettings() {}

    /** A client of the coordinator that is set. */
    public static ApiClient client(Words words, Settings settings) {
        Setting api = settings.get(SettingKey.API, "--api", words.value("--api"));
        try {
            return new ApiClient(api.value());
        } catch (IllegalArgumentException e) {
            throw api.wrong("is no address of a coordinator's API", "write it as http://127.0.0.1:8520");
        }
    }
}
