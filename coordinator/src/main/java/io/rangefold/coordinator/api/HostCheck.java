package io.rangefold.coordinator.api;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which {@code Host} headers are answered. A web page can make its own name resolve to this address and then read what
 * is answered (DNS rebinding); the header still has that page's name. An address can't be rebound, so addresses are fine
 * where the API is open to other machines anyway.
 */
public final class HostCheck {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+]");
    private static final Pattern PORT = Pattern.compile(":[0-9]{0,5}$");

    private final Set<String> names = new HashSet<>();
    private final boolean anyAddress;

    /** @param settings where it listens, and by which names it is reached */
    public HostCheck(ApiSettings settings) {
        names.add("localhost");
        names.add(settings.bind().toLowerCase(Locale.ROOT));
        settings.names().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        anyAddress = !isLoopback(settings.bind().toLowerCase(Locale.ROOT));
    }

    /** Whether a request with that header is answered. */
    public boolean allows(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            return false;
        }
        String host = withoutPort(header.toLowerCase(Locale.ROOT));
        return names.contains(host)
                || isLoopback(host)
                || anyAddress
                        && (IPV4.matcher(host).matches() || IPV6.matcher(host).matches());
    }

    /** Whether a browser's {@code Origin} header, if there is one, names the server that the request is addressed to. */
    static boolean sameOrigin(@Nullable String origin, @Nullable String host) {
        return origin == null
                || host != null
                        && (origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host));
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("[::1]")
                || host.equals("::1")
                || host.startsWith("127.") && IPV4.matcher(host).matches();
    }

    private static String withoutPort(String header) {
        String host = PORT.matcher(header).replaceFirst("");
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }
}
