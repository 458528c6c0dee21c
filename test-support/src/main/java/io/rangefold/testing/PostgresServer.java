package io.rangefold.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of its own in a temporary folder, on a free port of 127.0.0.1, with a superuser who has a password. It
 * makes its writes durable as any server does. Root can't run PostgreSQL: then the user {@code nobody} does.
 */
public final class PostgresServer implements AutoCloseable {
    public static final String USER = "rangefold";
    public static final String PASSWORD = "for-tests-only";

    private static final long PATIENCE_SECONDS = 60;
    private static final long POLL_MILLIS = 50;

    private final Path binaries;
    private final Path folder;
    private final int port;
    private final List<String> settings;
    private final Thread atExit = new Thread(this::end);
    private Process process;

    private PostgresServer(Path binaries, Path folder, int port, List<String> settings) throws IOException {
        this.binaries = binaries;
        this.folder = folder;
        this.port = port;
        this.settings = settings;
        initialize();
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Why there is no PostgreSQL here; empty if there is one. */
    public static String missing() {
        if (PostgresBinaries.find().isEmpty()) {
            return "PostgreSQL is not installed: no initdb in /usr/lib/postgresql/*/bin or on the path";
        }
        return PostgresBinaries.isRoot() && PostgresBinaries.find("setpriv").isEmpty()
                ? "PostgreSQL can't run as root, and there is no setpriv to become another user"
                : "";
    }

    /** Starts one with an empty database {@code rangefold}. */
    public static PostgresServer start() {
        return start(List.of());
    }

    /**
     * Starts one with an empty database {@code rangefold}.
     *
     * @param settings as {@code name=value}
     * @throws IllegalStateException if there is none, or it does not start
     */
    public static PostgresServer start(List<String> settings) {
        if (!missing().isEmpty()) {
            throw new IllegalStateException(missing());
        }
        try {
            PostgresServer server = new PostgresServer(
                    PostgresBinaries.find().orElseThrow(),
                    Files.createTempDirectory("rangefold-postgres-"),
                    freePort(),
                    List.copyOf(settings));
            server.awaitReady();
            server.sql("postgres", "CREATE DATABASE rangefold");
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Where that database is, with user and password. */
    public String url(String database) {
        return "postgresql://" + USER + ":" + PASSWORD + "@127.0.0.1:" + port + "/" + database;
    }

    /** Where the database {@code rangefold} is. */
    public String url() {
        return url("rangefold");
    }

    /** Runs statements as superuser, by psql, and gives what it prints: rows as lines, columns separated by {@code |}. */
    public String sql(String database, String statements) {
        return run(List.of(
                binaries.resolve("psql").toString(),
                "-qAtX",
                "-v",
                "ON_ERROR_STOP=1",
                "-d",
                url(database),
                "-c",
                statements));
    }

    /** Ends it as {@code kill -9} of all its processes does. */
    public void kill() {
        List<ProcessHandle> all = new ArrayList<>();
        all.add(process.toHandle());
        process.descendants().forEach(all::add);
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit().join());
    }

    /** Ends it in order, and all connections with it. */
    public void stop() {
        // SIGINT is what PostgreSQL calls a fast shutdown.
        run(List.of("kill", "-INT", String.valueOf(process.pid())));
        awaitEnd();
    }

    /** Starts it again on the same data and port. */
    public void restart() {
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Process id of the server's first process. */
    public long pid() {
        return process.pid();
    }

    /** Ends it and removes its folder. */
    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void end() {
        kill();
        try {
            deleteAll(folder);
        } catch (IOException e) {
            // A folder that stays behind among temporary ones harms nobody.
        }
    }

    private void initialize() throws IOException {
        Path password = folder.resolve("password");
        Files.writeString(password, PASSWORD);
        if (PostgresBinaries.isRoot()) {
            UserPrincipal nobody = folder.getFileSystem()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(PostgresBinaries.UNPRIVILEGED);
            Files.setOwner(folder, nobody);
            Files.setOwner(password, nobody);
        }
        run(PostgresBinaries.asUser(List.of(
                binaries.resolve("initdb").toString(),
                "--pgdata=" + folder.resolve("data"),
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync")));
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                binaries.resolve("postgres").toString(),
                "-D",
                folder.resolve("data").toString(),
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(port),
                "-k",
                folder.toString()));
        for (String setting : settings) {
            command.addAll(List.of("-c", setting));
        }
        return new ProcessBuilder(PostgresBinaries.asUser(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        List<String> question =
                List.of(binaries.resolve("pg_isready").toString(), "-q", "-h", "127.0.0.1", "-p", String.valueOf(port));
        while (exitCode(question) != 0) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("PostgreSQL does not start: " + log());
            }
            pause();
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("PostgreSQL does not end: " + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return "it wrote nothing";
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int exitCode(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private String run(List<String> command) {
        try {
            Process started = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (started.waitFor() != 0) {
                throw new IllegalStateException(command.get(0) + " failed: " + output);
            }
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void deleteAll(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
