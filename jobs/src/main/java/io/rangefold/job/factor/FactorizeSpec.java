package io.rangefold.job.factor;

import io.rangefold.protocol.BlobId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A factorization job as it travels: small, the numbers by hash only.
 *
 * @param divisors whether the divisors are wanted too
 * @param words the positional arguments, shortened for documents; empty if there were none
 * @param input the name of the input file, shortened; empty if there was none
 * @param blocks where the numbers are
 */
record FactorizeSpec(boolean divisors, String words, String input, List<NumberList.BlockRef> blocks) {
    private static final int VERSION = 1;
    private static final int MAX_TEXT_CHARACTERS = 200;
    private static final int MAX_TEXT_BYTES = 4 * MAX_TEXT_CHARACTERS;
    private static final int HASH_BYTES = 32;

    FactorizeSpec {
        words = shortened(words);
        input = shortened(input);
        blocks = List.copyOf(blocks);
    }

    byte[] encode() {
        Encoder out = new Encoder();
        out.writeByte(VERSION);
        out.writeByte(divisors ? 1 : 0);
        writeText(out, words);
        writeText(out, input);
        out.writeCount(blocks.size());
        for (NumberList.BlockRef block : blocks) {
            out.writeCount(block.count());
            out.writeBytes(HexFormat.of().parseHex(block.id().sha256()));
        }
        return out.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are no such spec */
    static FactorizeSpec decode(byte[] bytes) {
        Decoder in = new Decoder(bytes);
        if (in.readByte() != VERSION) {
            throw new IllegalArgumentException("not a spec of version " + VERSION);
        }
        boolean divisors = in.readCount(0, 1) == 1;
        String words = readText(in);
        String input = readText(in);
        int size = (int) in.readCount(1, NumberList.MAX_BLOCKS);
        List<NumberList.BlockRef> blocks = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int count = (int) in.readCount(1, NumberBlock.MAX_NUMBERS);
            BlobId id = new BlobId(HexFormat.of().formatHex(in.readBytes(HASH_BYTES)));
            blocks.add(new NumberList.BlockRef(id, count));
        }
        in.expectEnd();
        return new FactorizeSpec(divisors, words, input, blocks);
    }

    private static void writeText(Encoder out, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeCount(utf8.length);
        out.writeBytes(utf8);
    }

    private static String readText(Decoder in) {
        return new String(in.readBytes((int) in.readCount(0, MAX_TEXT_BYTES)), StandardCharsets.UTF_8);
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT_CHARACTERS ? text : text.substring(0, MAX_TEXT_CHARACTERS - 1) + "…";
    }
}
