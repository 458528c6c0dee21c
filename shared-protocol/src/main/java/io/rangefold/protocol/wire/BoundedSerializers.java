package io.rangefold.protocol.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Serializers that believe no length: nothing is allocated that is longer than the bytes that are there. */
final class BoundedSerializers {
    private BoundedSerializers() {}

    private static int length(Input input) {
        int length = input.readVarInt(true);
        if (length < 0 || length > input.limit() - input.position()) {
            throw new KryoException("a length of " + length + " is beyond the end of the message");
        }
        return length;
    }

    /** Byte arrays. */
    static final class Bytes extends Serializer<byte[]> {
        @Override
        public void write(Kryo kryo, Output output, byte[] bytes) {
            output.writeVarInt(bytes.length, true);
            output.writeBytes(bytes);
        }

        @Override
        public byte[] read(Kryo kryo, Input input, Class<? extends byte[]> type) {
            return input.readBytes(length(input));
        }
    }

    /** Texts, in UTF-8. */
    static final class Text extends Serializer<String> {
        @Override
        public void write(Kryo kryo, Output output, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            output.writeVarInt(bytes.length, true);
            output.writeBytes(bytes);
        }

        @Override
        public String read(Kryo kryo, Input input, Class<? extends String> type) {
            return new String(input.readBytes(length(input)), StandardCharsets.UTF_8);
        }
    }

    /** Lists of any implementation; an element takes a byte at least. */
    static final class Elements extends Serializer<List<?>> {
        @Override
        public void write(Kryo kryo, Output output, List<?> list) {
            output.writeVarInt(list.size(), true);
            list.forEach(element -> kryo.writeClassAndObject(output, element));
        }

        @Override
        public List<?> read(Kryo kryo, Input input, Class<? extends List<?>> type) {
            int size = length(input);
            List<Object> list = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                list.add(kryo.readClassAndObject(input));
            }
            return List.copyOf(list);
        }
    }
}
