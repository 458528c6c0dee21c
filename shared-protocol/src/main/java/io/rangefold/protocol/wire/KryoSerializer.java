package io.rangefold.protocol.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.Pool;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.JSerializer;

/**
 * Writes and reads the messages between nodes. A class that is not registered is refused, in both directions, and so is a
 * message of more than {@link #MAX_BYTES}.
 */
public final class KryoSerializer extends JSerializer {
    /** Artery drops frames of more than 256 KiB, envelope included, without telling the receiver. */
    static final int MAX_BYTES = 240 * 1024;

    private static final int IDENTIFIER = 0x52464c44;

    private final Pool<Codec> pool;

    /** Called by Pekko. */
    public KryoSerializer(ExtendedActorSystem system) {
        this.pool = new Pool<>(true, false, 16) {
            @Override
            protected Codec create() {
                ActorRefResolver resolver = ActorRefResolver.get(Adapter.toTyped(system));
                return new Codec(Registrations.kryo(resolver), new Output(1024, MAX_BYTES), new Input());
            }
        };
    }

    private record Codec(Kryo kryo, Output output, Input input) {}

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public boolean includeManifest() {
        return false;
    }

    @Override
    public byte[] toBinary(Object message) {
        Codec codec = pool.obtain();
        try {
            codec.output().reset();
            codec.kryo().writeClassAndObject(codec.output(), message);
            return codec.output().toBytes();
        } finally {
            pool.free(codec);
        }
    }

    @Override
    public Object fromBinaryJava(byte[] bytes, Class<?> manifest) {
        Codec codec = pool.obtain();
        try {
            codec.input().setBuffer(bytes);
            return Completeness.check(codec.kryo().readClassAndObject(codec.input()));
        } catch (KryoException | IllegalArgumentException | NullPointerException e) {
            throw new UnreadableMessageException(e);
        } finally {
            pool.free(codec);
        }
    }

    /** The bytes are no message of this protocol. */
    public static final class UnreadableMessageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableMessageException(Throwable cause) {
            super("not a message of this protocol: " + cause.getMessage(), cause);
        }
    }
}
