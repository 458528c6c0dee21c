package io.rangefold.client;

import java.util.List;

/**
 * A kind of job.
 *
 * @param name as in {@code "range-sum"}
 * @param summary one line
 * @param positional how its words without a name are called, as in {@code "N…"}; empty if it takes none
 * @param options what it can be told
 * @param examples command lines
 */
public record Kind(String name, String summary, String positional, List<Option> options, List<String> examples) {

    /**
     * An option of a kind.
     *
     * @param name for {@link JobSpec#argument}, {@link JobSpec#flag} or {@link JobSpec#file}
     * @param type {@code TEXT}, {@code FLAG} or {@code FILE}
     * @param required whether the kind refuses to go without
     * @param defaultValue empty if there is none
     * @param description one line
     */
    public record Option(String name, String type, boolean required, String defaultValue, String description) {}

    static Kind of(JsonValue json) {
        return new Kind(
                json.get("name").asText(),
                json.get("summary").asText(),
                json.get("positional").asText(),
                json.get("options").elements().stream().map(Kind::option).toList(),
                json.get("examples").elements().stream().map(JsonValue::asText).toList());
    }

    private static Option option(JsonValue json) {
        return new Option(
                json.get("name").asText(),
                json.get("type").asText(),
                json.get("required").isTrue(),
                json.get("default").asText(),
                json.get("description").asText());
    }
}
