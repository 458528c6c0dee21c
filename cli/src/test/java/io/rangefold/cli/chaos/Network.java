package io.rangefold.cli.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hosts of a network of their own: each a namespace with one address, all of them joined by a bridge that the tests reach too.
 * What is cut, is cut between hosts: tests always reach all of them. Needs root. Names hold the test's process id, so what a
 * killed test has left behind is found and removed by the next one.
 */
final class Network implements AutoCloseable {
    private static final String MARK = "rangefold-";
    private static final Pattern PACKETS = Pattern.compile("counter packets ([0-9]+)");

    private final long pid = ProcessHandle.current().pid();
    private final String bridge = "rf" + pid;
    private final String subnet;
    private final List<Cable> hosts = new ArrayList<>();
    private final Thread atEnd = new Thread(this::remove);

    private Network(String subnet) {
        this.subnet = subnet;
    }

    static Network open() {
        removeLeftovers();
        // 198.18.0.0/15 is set aside for tests of networks (RFC 2544).
        Network network = new Network("198.18." + ProcessHandle.current().pid() % 250);
        Runtime.getRuntime().addShutdownHook(network.atEnd);
        Shell.line("ip link add " + network.bridge + " type bridge");
        Shell.line("ip addr add " + network.subnet + ".254/24 dev " + network.bridge);
        Shell.line("ip link set " + network.bridge + " up");
        return network;
    }

    private static void removeLeftovers() {
        for (String line : Shell.line("ip netns list").split("\n")) {
            String name = line.split(" ")[0];
            String[] parts = name.split("-");
            if (name.startsWith(MARK) && parts.length == 3 && isDead(parts[1])) {
                Shell.line("ip netns del " + name);
            }
        }
        for (String line : Shell.line("ip -o link show type bridge").split("\n")) {
            String name = line.replaceFirst("^\\d+: ([^:@]*).*", "$1");
            if (name.matches("rf\\d+") && isDead(name.substring(2))) {
                Shell.line("ip link del " + name);
            }
        }
    }

    private static boolean isDead(String pid) {
        return pid.matches("\\d{1,9}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    /** This machine's address in it, where hosts reach what listens there. */
    String address() {
        return subnet + ".254";
    }

    /** Adds a host. */
    Cable addHost() {
        int number = hosts.size() + 1;
        Cable host = new Cable(MARK + pid + "-" + number, "v" + pid + "n" + number, subnet + "." + number);
        hosts.add(host);
        host.lay();
        return host;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atEnd);
        remove();
    }

    private void remove() {
        List<Runnable> steps = new ArrayList<>();
        hosts.forEach(host -> steps.add(() -> Shell.line("ip netns del " + host.namespace)));
        steps.add(() -> Shell.line("ip link del " + bridge));
        hosts.clear();
        Shell.all(steps);
    }

    /** A host, and the cable between it and the others. */
    final class Cable implements Host {
        private final String namespace;
        private final String end;
        private final String address;

        private Cable(String namespace, String end, String address) {
            this.namespace = namespace;
            this.end = end;
            this.address = address;
        }

        private void lay() {
            Shell.line("ip netns add " + namespace);
            Shell.line("ip link add " + end + " type veth peer name eth0 netns " + namespace);
            Shell.line("ip link set " + end + " master " + bridge + " up");
            inside("ip addr add " + address + "/24 dev eth0");
            inside("ip link set lo up");
            inside("ip link set eth0 up");
        }

        private void inside(String command) {
            Shell.line("ip netns exec " + namespace + " " + command);
        }

        @Override
        public String address() {
            return address;
        }

        @Override
        public List<String> prefix() {
            return List.of("ip", "netns", "exec", namespace);
        }

        /** What is dropped of the packets between this host and the others, in percent. */
        void drop(int arriving, int leaving) {
            load(" chain arriving { type filter hook input priority 0; " + rule("saddr", arriving) + " }\n"
                    + " chain leaving { type filter hook output priority 0; " + rule("daddr", leaving) + " }\n");
        }

        private void load(String chains) {
            // Added, so that it can be deleted, and made anew: all at once.
            String rules = "table ip chaos\ndelete table ip chaos\ntable ip chaos {\n" + chains + "}\n";
            Shell.run(
                    List.of("ip", "netns", "exec", namespace, "sh", "-c", "printf %s \"$RULES\" | nft -f -"),
                    Map.of("RULES", rules));
        }

        private String rule(String direction, int percent) {
            String others = "ip " + direction + " " + subnet + ".0/24 ip " + direction + " != " + subnet + ".254 ";
            return switch (percent) {
                case 0 -> "";
                case 100 -> others + "counter drop;";
                default -> others + "numgen random mod 100 < " + percent + " counter drop;";
            };
        }

        /** Nothing arrives or leaves, whoever it is from or for. */
        void isolate() {
            String drop = " hook %s priority 0; drop; }\n";
            load(" chain arriving { type filter" + String.format(drop, "input") + " chain leaving { type filter"
                    + String.format(drop, "output"));
        }

        /** How many packets were dropped by the present rules. */
        long dropped() {
            Matcher counters = PACKETS.matcher(Shell.line("ip netns exec " + namespace + " nft list table ip chaos"));
            return counters.results()
                    .mapToLong(found -> Long.parseLong(found.group(1)))
                    .sum();
        }

        /** Nothing is dropped any more. */
        void restore() {
            drop(0, 0);
        }

        /** Limits what leaves and what arrives, each, to a rate as {@code tc} writes it. */
        void narrow(String rate) {
            String limit = " root tbf rate " + rate + " burst 16kb latency 400ms";
            inside("tc qdisc replace dev eth0" + limit);
            Shell.line("tc qdisc replace dev " + end + limit);
        }

        /** Ends the limit. */
        void widen() {
            inside("tc qdisc del dev eth0 root");
            Shell.line("tc qdisc del dev " + end + " root");
        }
    }
}
