package io.rangefold.client;

import java.util.Optional;

/**
 * What went wrong, in the coordinator's words.
 *
 * @param code stable, for programs, as in {@code "bad-input"}
 * @param message what is wrong
 * @param where the place: an argument, an index, a range; empty if there is none
 * @param hint what to do about it; empty if nothing is known
 */
public record Fault(String code, String message, String where, String hint) {

    /** The {@code error} of a document, or a problem document itself. */
    static Optional<Fault> of(JsonValue json) {
        Optional<String> code = json.get("code").text();
        return code.map(each -> new Fault(
                each,
                json.get("message").text().or(() -> json.get("detail").text()).orElse(each),
                json.get("where").text().orElse(""),
                json.get("hint").text().orElse("")));
    }

    /** All of it on one line. */
    @Override
    public String toString() {
        return message + (where.isEmpty() ? "" : " (" + where + ")") + (hint.isEmpty() ? "" : "; " + hint);
    }
}
