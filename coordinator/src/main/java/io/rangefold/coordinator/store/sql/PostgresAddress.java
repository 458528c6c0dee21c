package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.store.StoreOpenException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is. Its password is in no text that this class makes.
 *
 * @param hosts one or more, as {@code host:port}, separated by commas
 * @param database its name
 * @param user who logs in; empty for what the driver takes
 * @param password empty for what the driver finds in {@code ~/.pgpass}
 * @param options other settings of the driver
 */
record PostgresAddress(
        String hosts, String database, Optional<String> user, Optional<String> password, Map<String, String> options) {
    private static final String JDBC = "jdbc:";
    private static final Pattern FORM = Pattern.compile(
            "postgres(?:ql)?://(?:(?<login>[^/?]*)@)?(?<hosts>[^/?@]*)(?:/(?<database>[^?]*))?(?:\\?(?<options>.*))?");
    private static final String USER = "user";
    private static final String PASSWORD = "password";

    static boolean isOne(String location) {
        return location.startsWith(JDBC) || location.matches("postgres(ql)?:.*");
    }

    /** @throws StoreOpenException if it has not that form; the message does not repeat it, since it may hold a password */
    static PostgresAddress parse(String location, Map<String, String> environment) {
        Matcher matcher = FORM.matcher(location.startsWith(JDBC) ? location.substring(JDBC.length()) : location);
        if (!matcher.matches()) {
            throw malformed();
        }
        Map<String, String> options = options(matcher.group("options"));
        String login = matcher.group("login");
        String[] names = login == null ? new String[0] : login.split(":", 2);
        Optional<String> user =
                first(names.length > 0 ? decode(names[0]) : null, options.remove(USER), environment.get("PGUSER"));
        Optional<String> password = first(
                names.length > 1 ? decode(names[1]) : null, options.remove(PASSWORD), environment.get("PGPASSWORD"));
        String database = matcher.group("database");
        return new PostgresAddress(
                hosts(matcher.group("hosts")),
                database == null || database.isEmpty() ? user.orElse("rangefold") : decode(database),
                user,
                password,
                Map.copyOf(options));
    }

    private static StoreOpenException malformed() {
        return new StoreOpenException(
                "the store's URL is malformed", "the form is postgresql://USER@HOST:PORT/DATABASE");
    }

    private static Optional<String> first(@Nullable String... candidates) {
        for (String each : candidates) {
            if (each != null && !each.isEmpty()) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** With the port of each. */
    private static String hosts(String text) {
        StringBuilder hosts = new StringBuilder();
        for (String host : (text.isEmpty() ? "localhost" : text).split(",")) {
            hosts.append(hosts.isEmpty() ? "" : ",").append(host);
            if (!host.matches(".*[^:]:\\d+|\\[.*\\]:\\d+")) {
                hosts.append(":5432");
            }
        }
        return hosts.toString();
    }

    private static Map<String, String> options(@Nullable String text) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : (text == null ? "" : text).split("&")) {
            String[] parts = option.split("=", 2);
            if (parts.length == 2) {
                options.put(decode(parts[0]), decode(parts[1]));
            }
        }
        return options;
    }

    private static String decode(String text) {
        try {
            // A plus sign stands for itself in the parts before the options.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    /** For the driver: without user and password. */
    String jdbcUrl() {
        return JDBC + place();
    }

    /** For people: without user and password. */
    String place() {
        return "postgresql://" + hosts + "/" + database;
    }

    @Override
    public String toString() {
        return place();
    }
}
