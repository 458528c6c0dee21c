package io.rangefold.job.range;

import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.Job;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The specs of range jobs: their arguments as documents show them. A worker parses them as the client did, so all that is
 * checked there is checked here.
 */
public final class ArgumentsCodec {
    private static final int VERSION = 2;

    private ArgumentsCodec() {}

    /** A version byte, the number of arguments, and names and values in turn, each as {@link DataOutputStream#writeUTF}. */
    public static byte[] encode(Map<String, String> arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(VERSION);
            out.writeByte(arguments.size());
            for (Map.Entry<String, String> argument : arguments.entrySet()) {
                out.writeUTF(argument.getKey());
                out.writeUTF(argument.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws BadInputException if the bytes are no such spec */
    public static Arguments decode(byte[] spec) {
        if (spec.length > Job.MAX_SPEC_BYTES) {
            throw refused();
        }
        Map<String, String> options = new LinkedHashMap<>();
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(spec));
            if (in.readUnsignedByte() != VERSION) {
                throw refused();
            }
            for (int count = in.readUnsignedByte(); count > 0; count--) {
                options.put(in.readUTF(), in.readUTF());
            }
            if (in.available() > 0) {
                throw refused();
            }
        } catch (IOException e) {
            throw refused();
        }
        return Arguments.ofOptions(options);
    }

    private static BadInputException refused() {
        return new BadInputException(
                "not a job over a range of version " + VERSION, "spec", "use the same release everywhere");
    }
}
