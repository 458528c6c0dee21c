package io.rangefold.cli.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands between a coordinator and its database, and cuts their connections at the worst moment. */
final class TcpProxy implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final ServerSocket server;
    private final int target;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicLong cuts = new AtomicLong();
    private volatile Mode mode = Mode.PASS;

    /** What becomes of connections. */
    enum Mode {
        PASS,
        /** They end as soon as a COMMIT was passed on: whoever sent it does not learn what came of it. */
        CUT_AFTER_COMMIT,
        /** They end in place of a COMMIT. */
        CUT_BEFORE_COMMIT,
        /** There are none. */
        REFUSE
    }

    /** @param target port on loopback that it stands for */
    TcpProxy(int target) {
        this("127.0.0.1", target);
    }

    /** @param address where it listens */
    TcpProxy(String address, int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** Where it listens, as HOST:PORT. */
    String place() {
        return server.getInetAddress().getHostAddress() + ":" + port();
    }

    int port() {
        return server.getLocalPort();
    }

    /** How often it cut a connection at a COMMIT. */
    long cuts() {
        return cuts.get();
    }

    /** From now on. */
    void set(Mode next) {
        mode = next;
        if (next == Mode.REFUSE) {
            open.forEach(TcpProxy::end);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (mode == Mode.REFUSE) {
                    end(client);
                    continue;
                }
                Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
                open.addAll(List.of(client, database));
                daemon(() -> pass(client, database, true));
                daemon(() -> pass(database, client, false));
            } catch (IOException e) {
                // The database is not there, or this proxy ends: the client sees its connection end.
            }
        }
    }

    private void pass(Socket from, Socket to, boolean toDatabase) {
        byte[] buffer = new byte[BUFFER_BYTES];
        Commits commits = new Commits();
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                boolean isCut = toDatabase
                        && commits.isIn(new String(buffer, 0, count, StandardCharsets.ISO_8859_1))
                        && (mode == Mode.CUT_AFTER_COMMIT || mode == Mode.CUT_BEFORE_COMMIT);
                if (isCut) {
                    cuts.incrementAndGet();
                    if (mode == Mode.CUT_AFTER_COMMIT) {
                        // The answer has no way back before the COMMIT has a way forth.
                        from.shutdownOutput();
                        out.write(buffer, 0, count);
                    }
                    return;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // Either end has ended.
        } finally {
            open.removeAll(List.of(from, to));
        }
    }

    /** Finds COMMITs in what a client sends: in words, and later by the name that the driver has given the statement. */
    private static final class Commits {
        private static final Pattern NAMED = Pattern.compile("(S_[0-9]+)\0COMMIT\0");

        private String name = "";

        boolean isIn(String sent) {
            Matcher named = NAMED.matcher(sent);
            if (named.find()) {
                name = named.group(1);
            }
            return sent.contains("COMMIT\0") || !name.isEmpty() && sent.contains("\0" + name + "\0");
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It has ended already.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(TcpProxy::end);
    }
}
