package io.rangefold.coordinator.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One request, which can be sent any number of times.
 *
 * <p>By the JDK's old client: a command that asks one thing has its answer after 20 ms of CPU time, with the new one, which
 * readies threads and TLS first, after 140 ms.
 *
 * @param method of HTTP
 * @param path below {@code /api/v1/}, with its query
 * @param patience from sending to the answer's head
 * @param json a file with the body
 */
record ApiRequest(String method, String path, Duration patience, Optional<Path> json) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int PERMANENT_REDIRECT = 308;

    /** An answer's head, and its body, which the caller reads and closes. */
    record Answer(HttpURLConnection connection, int status, InputStream body) {
        Optional<String> header(String name) {
            return Optional.ofNullable(connection.getHeaderField(name));
        }

        /** Whether the same request is to be sent elsewhere. */
        boolean isRedirection() {
            return status == LeaderGuard.REDIRECT || status == PERMANENT_REDIRECT;
        }
    }

    /**
     * Sends it.
     *
     * @param connected told when there is a connection
     * @throws SocketTimeoutException if there is one, but no answer
     */
    Answer send(ApiAddress address, Runnable connected) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) address.at(path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
        connection.setReadTimeout((int) patience.toMillis());
        if (method.equals("POST")) {
            // With its length said beforehand, a body goes through no buffer.
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(json.isPresent() ? Files.size(json.get()) : 0);
            json.ifPresent(file -> connection.setRequestProperty("Content-Type", "application/json"));
        }
        connect(connection);
        connected.run();
        if (method.equals("POST")) {
            write(connection);
        }
        return answer(connection);
    }

    private static void connect(HttpURLConnection connection) throws IOException {
        try {
            connection.connect();
        } catch (SocketTimeoutException e) {
            throw new IOException("it does not answer", e);
        }
    }

    private void write(HttpURLConnection connection) throws IOException {
        try (OutputStream out = connection.getOutputStream()) {
            if (json.isPresent()) {
                Files.copy(json.get(), out);
            }
        }
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        InputStream body =
                status < HttpURLConnection.HTTP_BAD_REQUEST ? connection.getInputStream() : connection.getErrorStream();
        return new Answer(connection, status, body == null ? InputStream.nullInputStream() : body);
    }

    /** Why it could not be sent, for people; with a colon before, or empty. */
    static String explain(IOException e) {
        if (e instanceof UnknownHostException) {
            return ": there is no such host";
        }
        if (e instanceof ConnectException) {
            return ": nothing listens there";
        }
        return e.getMessage() == null ? "" : ": " + e.getMessage();
    }
}
