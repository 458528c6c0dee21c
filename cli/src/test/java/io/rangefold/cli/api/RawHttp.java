package io.rangefold.cli.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;

/** HTTP byte by byte, for what no proper client would send. Texts stand for bytes: each of their characters is one. */
final class RawHttp {
    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    /** The head of an answer with all its lines, and its body as it came. */
    record Answer(int status, String head, String body) {
        static Answer parse(String text) {
            int end = text.indexOf("\r\n\r\n");
            assertThat(end).as("the end of the head in: " + text).isPositive();
            return new Answer(
                    Integer.parseInt(text.substring(9, 12)),
                    text.substring(0, end).toLowerCase(Locale.ROOT),
                    text.substring(end + 4));
        }

        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(body.getBytes(ISO_8859_1));
        }

        /** Checks that it is a problem of that status, and shows nothing of the inside. */
        String problem(int status) throws IOException {
            assertThat(this.status).as(head + body).isEqualTo(status);
            assertThat(head).contains("content-type: application/problem+json");
            assertThat(json().path("status").asInt()).isEqualTo(status);
            assertThat(body).doesNotContain("Exception").doesNotContain("\tat ");
            return json().path("code").asText();
        }
    }

    static Socket connect(int port) throws IOException {
        return connect(port, 0);
    }

    /** @param receiveBytes how little is taken in that nobody reads; 0 for the usual */
    static Socket connect(int port, int receiveBytes) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(PATIENCE_MILLIS);
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return socket;
    }

    static void write(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    static Answer get(int port, String path) throws IOException {
        return send(port, head("GET", path) + "Connection: close\r\n\r\n");
    }

    static Answer post(int port, String path, String body) throws IOException {
        return send(port, postHead(path) + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body);
    }

    static String postHead(String path) {
        return head("POST", path) + "Content-Type: application/json\r\n";
    }

    static String head(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n";
    }

    static Answer send(int port, String request) throws IOException {
        try (Socket socket = connect(port)) {
            try {
                write(socket, request);
            } catch (SocketException refusedMeanwhile) {
                // The answer is there to be read.
            }
            return rest(socket);
        }
    }

    /** Reads until the server closes the connection. */
    static Answer rest(Socket socket) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            in.transferTo(bytes);
        } catch (SocketException reset) {
            // What the server did not read resets the connection, behind the answer.
        }
        return Answer.parse(bytes.toString(ISO_8859_1));
    }
}
