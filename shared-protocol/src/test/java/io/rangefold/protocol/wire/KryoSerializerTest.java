package io.rangefold.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Output;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.Claim;
import io.rangefold.protocol.CoordinatorToWorker;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SegmentRef;
import io.rangefold.protocol.Sender;
import io.rangefold.protocol.SlotCommand;
import io.rangefold.protocol.SlotReport;
import io.rangefold.protocol.SlotStatus;
import io.rangefold.protocol.WorkerId;
import io.rangefold.protocol.WorkerToCoordinator;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class KryoSerializerTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final TestProbe<CoordinatorToWorker> WORKER = KIT.createTestProbe();
    private static final TestProbe<WorkerToCoordinator> COORDINATOR = KIT.createTestProbe();
    private static KryoSerializer serializer;

    @BeforeAll
    static void start() {
        serializer = new KryoSerializer((ExtendedActorSystem) Adapter.toClassic(KIT.system()));
    }

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private static final Epoch EPOCH = new Epoch("c0ffee", 3);
    private static final Sender SENDER = new Sender(EPOCH, new WorkerId("w-1"), 7);
    private static final Range RANGE = Range.of(5, Long.MAX_VALUE);
    private static final SegmentRef SEGMENT = new SegmentRef(BlobId.of(new byte[] {1}), 1);

    static Stream<Record> messages() {
        List<Record> all = new ArrayList<>();
        SlotStatus status = new SlotStatus(1, 9, Range.of(4, 4), 12, 99);
        all.add(new WorkerToCoordinator.Hello(1, "0.1", SENDER.worker(), WORKER.ref()));
        all.add(new WorkerToCoordinator.Register(
                SENDER.worker(),
                "name",
                77,
                2,
                8,
                List.of(new Claim(1, 9, new JobId("a-1"), 1, Purpose.AUDIT, 2, 3, 4)),
                Optional.of(EPOCH),
                WORKER.ref()));
        all.add(new WorkerToCoordinator.Register(
                SENDER.worker(), "name", 0, 2, 0, List.of(), Optional.empty(), WORKER.ref()));
        all.add(new WorkerToCoordinator.Heartbeat(
                SENDER, 5, List.of(status, status, status), true, 1.25, WORKER.ref()));
        all.add(new WorkerToCoordinator.Leaving(SENDER));
        reports().forEach(report -> all.add(new WorkerToCoordinator.FromSlot(SENDER, 1, report)));
        all.add(new CoordinatorToWorker.Welcome(EPOCH, COORDINATOR.ref()));
        all.add(new CoordinatorToWorker.VersionRefused(2, "0.2"));
        all.add(new CoordinatorToWorker.Registered(EPOCH, 8, List.of(new CoordinatorToWorker.Kept(1, 2, 3)), 25521));
        all.add(new CoordinatorToWorker.RegisterAgain(EPOCH));
        all.add(new CoordinatorToWorker.Drain(EPOCH));
        commands().forEach(command -> all.add(new CoordinatorToWorker.ToSlot(EPOCH, 1, command)));
        return all.stream();
    }

    private static Stream<SlotReport> reports() {
        return Stream.of(
                new SlotReport.Commit(1, RANGE, new byte[] {1, 2}, Optional.of(SEGMENT), 17, "kernel"),
                new SlotReport.Commit(1, RANGE, new byte[0], Optional.empty(), 0, ""),
                new SlotReport.Trimmed(1, 4),
                new SlotReport.StrideAnnounced(1, RANGE),
                new SlotReport.StrideFailed(1, RANGE, SlotReport.Failure.DEFECT, 6, "no"));
    }

    private static Stream<SlotCommand> commands() {
        return Stream.of(
                new SlotCommand.Grant(
                        1, new JobId("a-1"), "kind", new byte[] {3}, 0, new byte[0], RANGE, Purpose.SUSPECT, 2),
                new SlotCommand.Trim(1, 4),
                new SlotCommand.Revoke(1),
                new SlotCommand.Acknowledge(1, 4, true),
                new SlotCommand.AllowStride(1, RANGE));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessage_comesBackAsItWas(Record message) {
        Object back = serializer.fromBinaryJava(serializer.toBinary(message), null);
        assertThat(back).usingRecursiveComparison().isEqualTo(message);
        assertThat(back).hasSameClassAs(message);
    }

    @Test
    void everyMessageType_isAmongTheSamples() {
        List<Class<?>> sampled =
                new ArrayList<>(messages().map(Object::getClass).toList());
        reports().forEach(report -> sampled.add(report.getClass()));
        commands().forEach(command -> sampled.add(command.getClass()));
        Stream.of(WorkerToCoordinator.class, CoordinatorToWorker.class, SlotReport.class, SlotCommand.class)
                .flatMap(direction -> Stream.of(direction.getPermittedSubclasses()))
                .forEach(type -> assertThat(sampled).contains(type));
    }

    @Test
    void everyPermittedMessage_isRegistered() {
        assertThat(WorkerToCoordinator.types()).containsExactlyInAnyOrder(permitted(WorkerToCoordinator.class));
        assertThat(CoordinatorToWorker.types()).containsExactlyInAnyOrder(permitted(CoordinatorToWorker.class));
        assertThat(SlotReport.types()).containsExactlyInAnyOrder(permitted(SlotReport.class));
        assertThat(SlotCommand.types()).containsExactlyInAnyOrder(permitted(SlotCommand.class));
    }

    @SuppressWarnings("unchecked")
    private static <T> Class<? extends T>[] permitted(Class<T> direction) {
        return (Class<? extends T>[]) direction.getPermittedSubclasses();
    }

    private record Unregistered(int x) {}

    @Test
    void unregisteredClass_isRefusedWhenWritten() {
        assertThatThrownBy(() -> serializer.toBinary(new Unregistered(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not registered");
    }

    @Test
    void unregisteredClass_isRefusedWhenRead() {
        Kryo liberal = new Kryo();
        liberal.setRegistrationRequired(false);
        Output output = new Output(256);
        liberal.writeClassAndObject(output, new Unregistered(1));
        assertThatThrownBy(() -> serializer.fromBinaryJava(output.toBytes(), null))
                .isInstanceOf(KryoSerializer.UnreadableMessageException.class)
                .hasMessageContaining("not a message of this protocol");
    }

    @Test
    void truncatedMessage_isRefused() {
        byte[] whole = serializer.toBinary(new WorkerToCoordinator.Leaving(SENDER));
        byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
        assertThatThrownBy(() -> serializer.fromBinaryJava(half, null))
                .isInstanceOf(KryoSerializer.UnreadableMessageException.class);
    }

    @Test
    void messageWithMissingPart_isRefused() {
        byte[] bytes = serializer.toBinary(new WorkerToCoordinator.FromSlot(null, 1, new SlotReport.Trimmed(1, 4)));
        assertThatThrownBy(() -> serializer.fromBinaryJava(bytes, null))
                .isInstanceOf(KryoSerializer.UnreadableMessageException.class)
                .hasMessageContaining("FromSlot without sender");
    }

    @Test
    void lengthBeyondTheMessage_isRefusedWithoutAllocatingIt() {
        byte[] bytes = serializer.toBinary(new WorkerToCoordinator.FromSlot(
                SENDER, 1, new SlotReport.Commit(1, RANGE, new byte[100], Optional.empty(), 17, "kernel")));
        int at = 0;
        while (bytes[at] != 100) {
            at++;
        }
        byte[] huge = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7};
        byte[] forged = new byte[at + huge.length + bytes.length - at - 1];
        System.arraycopy(bytes, 0, forged, 0, at);
        System.arraycopy(huge, 0, forged, at, huge.length);
        System.arraycopy(bytes, at + 1, forged, at + huge.length, bytes.length - at - 1);
        assertThatThrownBy(() -> serializer.fromBinaryJava(forged, null))
                .isInstanceOf(KryoSerializer.UnreadableMessageException.class)
                .hasMessageContaining("beyond the end of the message");
    }

    @Test
    void protocolMessages_travelByThisSerializer_andOthersNotAtAll() throws NotSerializableException {
        var serialization = SerializationExtension.get(Adapter.toClassic(KIT.system()));
        assertThat(serialization.serializerFor(WorkerToCoordinator.Leaving.class))
                .isInstanceOf(KryoSerializer.class);
        assertThatThrownBy(() -> serialization.serializerFor(Unregistered.class))
                .isInstanceOf(NotSerializableException.class);
    }
}
