package io.rangefold.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static EventStream of(String text, int bytesAtATime) {
        LineStream stream = new LineStream(1000, Duration.ofMinutes(1));
        stream.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        });
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += bytesAtATime) {
            stream.onNext(List.of(ByteBuffer.wrap(bytes, i, Math.min(bytesAtATime, bytes.length - i))));
        }
        stream.onComplete();
        return new EventStream(stream, 1000);
    }

    @Test
    void events_areReadHoweverTheyArrive() throws IOException {
        String text =
                ": hi\n\nid: 7\nevent: job\ndata: {\"a\":\ndata:\"ü€\"}\n\nunknown: x\ndata\n\r\ndata: c\r\rdata: lost";
        for (int size : new int[] {1, 2, 7, 1000}) {
            EventStream stream = of(text, size);
            assertThat(stream.next()).contains(new EventStream.Event(Optional.of("7"), "job", "{\"a\":\n\"ü€\"}"));
            assertThat(stream.next()).contains(new EventStream.Event(Optional.empty(), "message", ""));
            assertThat(stream.next()).contains(new EventStream.Event(Optional.empty(), "message", "c"));
            assertThat(stream.next()).isEmpty();
            assertThat(stream.next()).isEmpty();
        }
    }

    @Test
    void eventsWithoutEnd_areCutOff() {
        assertThatThrownBy(() -> of("data: " + "x".repeat(2000), 100).next()).isInstanceOf(IOException.class);
        assertThatThrownBy(() ->
                        of(("data: " + "x".repeat(300) + "\n").repeat(5), 100).next())
                .isInstanceOf(IOException.class);
    }

    @Test
    void streamThatBreaksOff_isNoEnd() {
        LineStream lines = new LineStream(1000, Duration.ofMinutes(1));
        lines.onError(new IOException("cut"));

        assertThatThrownBy(new EventStream(lines, 1000)::next)
                .isInstanceOf(IOException.class)
                .hasMessage("the stream broke off");
    }

    @Test
    void close_endsReading() throws IOException {
        EventStream stream = new EventStream(new LineStream(1000, Duration.ofMinutes(1)), 1000);
        stream.close();

        assertThat(stream.next()).isEmpty();
    }

    @Test
    void silence_isTakenForADeadConnection() {
        LineStream lines = new LineStream(1000, Duration.ofMillis(10));

        assertThatThrownBy(lines::readLine).isInstanceOf(IOException.class).hasMessageStartingWith("silent for");
    }
}
