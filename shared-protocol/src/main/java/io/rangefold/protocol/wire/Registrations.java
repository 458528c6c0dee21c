package io.rangefold.protocol.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;

/**
 * The classes that may travel, in the order that gives them their numbers. New ones go to the end; a changed order is a new
 * {@link io.rangefold.protocol.Protocol#VERSION}.
 */
final class Registrations {
    private Registrations() {}

    static Kryo kryo(ActorRefResolver resolver) {
        Kryo kryo = new OneClassForEachKind();
        kryo.setRegistrationRequired(true);
        kryo.setReferences(false);
        kryo.register(byte[].class, new BoundedSerializers.Bytes());
        kryo.register(String.class, new BoundedSerializers.Text());
        kryo.register(List.class, new BoundedSerializers.Elements());
        kryo.register(Optional.class);
        kryo.register(ActorRef.class, new ActorRefSerializer(resolver));
        for (Class<?> type : all()) {
            kryo.register(type);
        }
        return kryo;
    }

    private static List<Class<?>> all() {
        List<Class<?>> types = new ArrayList<>(List.of(
                Range.class,
                BlobId.class,
                JobId.class,
                WorkerId.class,
                Epoch.class,
                Sender.class,
                SegmentRef.class,
                Purpose.class,
                SlotStatus.class,
                SlotReport.Failure.class));
        types.addAll(SlotCommand.types());
        types.addAll(SlotReport.types());
        types.addAll(WorkerToCoordinator.types());
        types.addAll(CoordinatorToWorker.types());
        types.addAll(List.of(Claim.class, CoordinatorToWorker.Kept.class));
        return types;
    }

    /** Takes every implementation of an actor reference for the same class, and so with lists. */
    private static final class OneClassForEachKind extends Kryo {
        @Override
        @SuppressWarnings("rawtypes")
        public Registration getRegistration(Class type) {
            if (ActorRef.class.isAssignableFrom(type)) {
                return super.getRegistration(ActorRef.class);
            }
            return super.getRegistration(List.class.isAssignableFrom(type) ? List.class : type);
        }
    }

    /** Actor references travel as text. */
    private static final class ActorRefSerializer extends Serializer<ActorRef<?>> {
        private final ActorRefResolver resolver;

        ActorRefSerializer(ActorRefResolver resolver) {
            this.resolver = resolver;
        }

        @Override
        public void write(Kryo kryo, Output output, ActorRef<?> ref) {
            kryo.writeObject(output, resolver.toSerializationFormat(ref));
        }

        @Override
        public ActorRef<?> read(Kryo kryo, Input input, Class<? extends ActorRef<?>> type) {
            return resolver.resolveActorRef(kryo.readObject(input, String.class));
        }
    }
}
