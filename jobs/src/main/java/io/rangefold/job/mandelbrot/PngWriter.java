package io.rangefold.job.mandelbrot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a PNG row by row, so that a picture of any size takes the memory of three rows (PNG specification, third edition, W3C
 * 2023). The JDK's own writer wants the whole picture, and loads its window toolkit.
 */
final class PngWriter implements AutoCloseable {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int BITS_PER_SAMPLE = 8;
    private static final int COLOURS = 2;
    private static final int COLOURS_AND_OPACITY = 6;
    private static final int MAX_CHUNK_BYTES = 32 * 1024;

    private static final byte SUB = 1;
    private static final byte UP = 2;

    private final OutputStream out;
    private final int pixelBytes;
    private final Deflater deflater = new Deflater();
    private final byte[] chunk = new byte[MAX_CHUNK_BYTES];
    private final byte[] before;
    private final byte[] sub;
    private final byte[] up;
    private int filled;

    /**
     * Begins the file.
     *
     * @param opacity whether pixels have a fourth byte, their opacity
     */
    PngWriter(OutputStream out, int width, int height, boolean opacity) throws IOException {
        this.out = out;
        this.pixelBytes = opacity ? 4 : 3;
        this.before = new byte[width * pixelBytes];
        this.sub = new byte[1 + before.length];
        this.up = new byte[1 + before.length];
        sub[0] = SUB;
        up[0] = UP;
        out.write(SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) BITS_PER_SAMPLE)
                .put((byte) (opacity ? COLOURS_AND_OPACITY : COLOURS))
                .array();
        writeChunk("IHDR", header, header.length);
    }

    /** Writes the next row: red, green, blue (and opacity) of each pixel; as differences to the left or above, what is smaller. */
    void writeRow(byte[] row) throws IOException {
        long subCost = 0;
        long upCost = 0;
        for (int i = 0; i < row.length; i++) {
            byte left = i < pixelBytes ? 0 : row[i - pixelBytes];
            sub[i + 1] = (byte) (row[i] - left);
            up[i + 1] = (byte) (row[i] - before[i]);
            subCost += Math.abs(sub[i + 1]);
            upCost += Math.abs(up[i + 1]);
        }
        deflater.setInput(subCost <= upCost ? sub : up);
        while (!deflater.needsInput()) {
            deflate();
        }
        System.arraycopy(row, 0, before, 0, row.length);
    }

    private void deflate() throws IOException {
        filled += deflater.deflate(chunk, filled, chunk.length - filled);
        if (filled == chunk.length) {
            writeChunk("IDAT", chunk, filled);
            filled = 0;
        }
    }

    /** Ends the file, and leaves its stream open. */
    void finish() throws IOException {
        deflater.finish();
        while (!deflater.finished()) {
            deflate();
        }
        writeChunk("IDAT", chunk, filled);
        writeChunk("IEND", new byte[0], 0);
    }

    @Override
    public void close() {
        deflater.end();
    }

    private void writeChunk(String type, byte[] data, int length) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data, 0, length);
        out.write(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        out.write(name);
        out.write(data, 0, length);
        out.write(
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
    }
}
