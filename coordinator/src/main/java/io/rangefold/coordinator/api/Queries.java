package io.rangefold.coordinator.api;

import io.javalin.http.Context;
import io.rangefold.coordinator.document.JobOptionTexts;
import io.rangefold.job.BadInputException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The parameters of a path's query. */
final class Queries {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");

    private Queries() {}

    /** Refuses parameters that are not known, or given twice. */
    static void only(Context context, List<String> known) {
        context.queryParamMap().forEach((name, values) -> {
            if (!known.contains(name)) {
                throw new BadInputException(
                        "there is no parameter \"" + name + "\"",
                        where(name),
                        "use one of: " + String.join(", ", known));
            }
            if (values.size() > 1) {
                throw new BadInputException("\"" + name + "\" is given more than once", where(name), "give it once");
            }
        });
    }

    static Optional<String> text(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name));
    }

    static int integer(Context context, String name, int min, int max, int otherwise) {
        return text(context, name)
                .map(text -> JobOptionTexts.integer(text, min, max, where(name)))
                .orElse(otherwise);
    }

    /** A whole number, 0 to 2^63-1; 0 if it is not given. */
    static long number(Context context, String name) {
        return number(text(context, name).orElse("0"), where(name));
    }

    /** A whole number, 0 to 2^63-1. */
    static long number(String text, String where) {
        if (!NUMBER.matcher(text).matches()) {
            throw new BadInputException("\"" + text + "\" is no number", where, "give a whole number, 0 or more");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadInputException(text + " is too large", where, "give at most 2^63-1");
        }
    }

    /** Where a parameter stands, for errors. */
    static String where(String name) {
        return "the query, " + name;
    }

    /** The query of these parameters, with its question mark. */
    static String of(Map<String, ?> parameters) {
        return parameters.entrySet().stream()
                .map(each ->
                        each.getKey() + "=" + URLEncoder.encode(each.getValue().toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }
}
