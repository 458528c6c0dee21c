package io.rangefold.coordinator.document;

import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.job.Arguments.InputFile;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field of a request, as a program names it that has a form to show an error in.
 *
 * @param field as in {@code "arguments.expr"}, {@code "options.priority"}, {@code "positional[0]"} or {@code "query.limit"}
 * @param detail the place within its value, as in {@code "column 5"}; may be empty
 */
public record FieldPlace(String field, String detail) {
    private static final Pattern OPTION = Pattern.compile("--([a-z][a-z0-9-]*)(?:, (.*))?");
    private static final Pattern FIELD =
            Pattern.compile("((?:arguments|options|files)\\..+|positional(?:\\[[0-9]+])?|arguments|options|files|kind"
                    + "|idempotencyKey|olderThan|priority)");
    private static final Pattern WORD = Pattern.compile("argument ([0-9]{1,9})");
    private static final String QUERY = "the query, ";

    /**
     * The field that an error's place stands for. Job kinds speak of their options as the command line has them.
     *
     * @return empty if the place is no field
     */
    public static Optional<FieldPlace> of(String where) {
        Matcher option = OPTION.matcher(where);
        if (option.matches()) {
            return Optional.of(
                    new FieldPlace("arguments." + option.group(1), option.group(2) == null ? "" : option.group(2)));
        }
        Matcher word = WORD.matcher(where);
        if (word.matches()) {
            return Optional.of(new FieldPlace("positional[" + (Integer.parseInt(word.group(1)) - 1) + "]", ""));
        }
        if (where.startsWith(QUERY)) {
            return Optional.of(new FieldPlace("query." + where.substring(QUERY.length()), ""));
        }
        return switch (where) {
            case "KIND" -> Optional.of(new FieldPlace("kind", ""));
            case "N…" -> Optional.of(new FieldPlace("positional", ""));
            default -> FIELD.matcher(where).matches() ? Optional.of(new FieldPlace(where, "")) : Optional.empty();
        };
    }

    /** The same, of a place that may also be the request's file, by the name that it has there, or its kind's words. */
    public static Optional<FieldPlace> of(String where, JobRequest request) {
        for (Map.Entry<String, InputFile> file : request.arguments().files().entrySet()) {
            String name = file.getValue().name();
            if (where.equals(name) || where.startsWith(name + ", ")) {
                String detail = where.substring(Math.min(where.length(), name.length() + 2));
                return Optional.of(new FieldPlace("files." + file.getKey(), detail));
            }
        }
        return where.equals(request.kind()) ? Optional.of(new FieldPlace("positional", "")) : of(where);
    }
}
