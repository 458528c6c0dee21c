package io.rangefold.cli.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address of a node.
 *
 * @param host name or address; IPv6 without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([^\\s:,/\\[\\]]{1,253})):([0-9]{1,5})");

    /** Reads {@code HOST:PORT[,HOST:PORT…]}. */
    static List<HostPort> list(Setting setting) {
        List<HostPort> addresses = new ArrayList<>();
        for (String part : setting.value().split(",", -1)) {
            Matcher matcher = FORM.matcher(part.strip());
            int port = matcher.matches() ? Integer.parseInt(matcher.group(3)) : 0;
            if (port < 1 || port > 65_535) {
                throw setting.wrong("is no address of a coordinator", "write HOST:PORT, or more of them with commas");
            }
            addresses.add(new HostPort(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), port));
        }
        return addresses;
    }

    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
