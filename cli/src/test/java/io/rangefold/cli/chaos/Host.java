package io.rangefold.cli.chaos;

import java.util.List;

/** Where nodes run: on loopback, or behind an address of their own. */
interface Host {

    /** This machine's loopback, where nothing can be cut. */
    Host LOOPBACK = new Host() {
        @Override
        public String address() {
            return "127.0.0.1";
        }

        @Override
        public List<String> prefix() {
            return List.of();
        }
    };

    /** What its nodes bind and advertise. */
    String address();

    /** A command that becomes a process there. */
    List<String> prefix();
}
