package io.rangefold.benchmark.micro;

import io.rangefold.benchmark.WrongAnswerException;
import io.rangefold.benchmark.kind.CountKind;
import io.rangefold.protocol.CoordinatorToWorker.ToSlot;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.LocalActorSystems;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.Sender;
import io.rangefold.protocol.SlotCommand.Acknowledge;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.WorkerId;
import io.rangefold.protocol.WorkerToCoordinator.FromSlot;
import io.rangefold.protocol.wire.KryoSerializer;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Time for the messages of a commit to become bytes, and messages again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class SerializerBenchmark {
    private static final Epoch EPOCH = new Epoch("0123456789ab", 1);

    /** Which message. */
    public enum Message {
        COMMIT,
        GRANT,
        ACKNOWLEDGE;

        private Object make() {
            return switch (this) {
                case COMMIT ->
                    new FromSlot(
                            new Sender(EPOCH, new WorkerId(new UUID(1, 2).toString()), 3),
                            0,
                            new Commit(
                                    1L << 20,
                                    Range.of(1L << 40, 1L << 41),
                                    new byte[16],
                                    Optional.empty(),
                                    1_000_000_000,
                                    "polynomial, differences, 64-bit"));
                case GRANT ->
                    new ToSlot(
                            EPOCH,
                            0,
                            new Grant(
                                    1L << 20,
                                    new JobId("0123456789ab"),
                                    CountKind.NAME,
                                    new byte[20],
                                    0,
                                    new byte[0],
                                    Range.of(1L << 40, 1L << 41),
                                    Purpose.WORK,
                                    1));
                case ACKNOWLEDGE -> new ToSlot(EPOCH, 0, new Acknowledge(1L << 20, 1L << 41, false));
            };
        }
    }

    @Param
    private Message message = Message.COMMIT;

    private final ActorSystem<Object> system =
            LocalActorSystems.create(Behaviors.empty(), "serializer", "rangefold-local.conf");
    private final KryoSerializer serializer = new KryoSerializer((ExtendedActorSystem) Adapter.toClassic(system));
    private Object made = "";
    private byte[] bytes = new byte[0];

    /** Checks that what is read is what was written. */
    @Setup
    public void prepare() {
        made = message.make();
        bytes = serializer.toBinary(made);
        Object read = serializer.fromBinaryJava(bytes, Object.class);
        WrongAnswerException.check("class", made.getClass(), read.getClass());
        WrongAnswerException.check("bytes", Arrays.toString(bytes), Arrays.toString(serializer.toBinary(read)));
    }

    @TearDown
    public void end() {
        system.terminate();
    }

    @Benchmark
    public byte[] write() {
        return serializer.toBinary(made);
    }

    @Benchmark
    public Object read() {
        return serializer.fromBinaryJava(bytes, Object.class);
    }
}
