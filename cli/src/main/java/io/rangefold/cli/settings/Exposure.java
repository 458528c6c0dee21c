package io.rangefold.cli.settings;

import io.rangefold.cli.syntax.CliException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Keeps nodes on loopback unless the user insists: connections are not encrypted, and nobody is asked who he is. */
final class Exposure {
    private Exposure() {}

    /** @throws CliException if one of the hosts is not this machine's loopback and {@code insecure} is not set */
    static boolean check(List<Setting> hosts, boolean insecure) {
        boolean exposed = false;
        for (Setting setting : hosts) {
            if (!isLoopback(setting.value())) {
                exposed = true;
                refuseUnless(insecure, setting.value(), setting.source());
            }
        }
        return exposed;
    }

    static void refuseUnless(boolean insecure, String host, String source) {
        if (!insecure) {
            throw CliException.usage(
                    host
                            + " is not loopback: connections are not encrypted yet, and whoever reaches the port may use it",
                    source,
                    "add --insecure if you trust everybody on that network, or stay on 127.0.0.1");
        }
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
