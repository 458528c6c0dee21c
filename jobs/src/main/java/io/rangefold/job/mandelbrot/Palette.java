package io.rangefold.job.mandelbrot;

import io.rangefold.job.BadInputException;
import io.rangefold.job.text.Excerpt;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Colours in a circle, between which others are mixed. What never escapes is black, or dark. */
enum Palette {
    /** Night blue, ice, sand, amber and back. */
    DUSK(0x000000, 0x000764, 0x206bcb, 0xedffff, 0xffaa00, 0x310230),
    /** Embers to white heat and back. */
    FIRE(0x000000, 0x1a0000, 0x8b0a00, 0xf04a00, 0xffc400, 0xffffe0, 0xf08c1e, 0x5c0f0a),
    /** Deep water to foam and back. */
    OCEAN(0x01060d, 0x021b36, 0x04517d, 0x14a098, 0xb8f3d0, 0xf4fff8, 0x4bb4d8, 0x0b2f66),
    /** Petals on dark leaves. */
    ORCHID(0x07020c, 0x16042c, 0x5b1478, 0xd0418f, 0xffc2b0, 0xfff7e6, 0x7fc6a4, 0x14505c),
    /** Without colour. */
    GREY(0x000000, 0x0a0a0a, 0xf5f5f5);

    /** Mixed colours on the whole circle. */
    private static final int STEPS = 4096;

    private final int inside;
    private final int[] circle;

    Palette(int inside, int... stops) {
        this.inside = inside;
        this.circle = circle(stops);
    }

    private static int[] circle(int[] stops) {
        int[] circle = new int[STEPS];
        for (int i = 0; i < STEPS; i++) {
            double position = (double) i / STEPS * stops.length;
            int stop = (int) position;
            double share = position - stop;
            // Slow at the stops, so that none of them is an edge.
            double eased = share * share * (3 - 2 * share);
            circle[i] = mix(stops[stop], stops[(stop + 1) % stops.length], eased);
        }
        return circle;
    }

    private static int mix(int from, int to, double share) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int a = from >> shift & 0xff;
            int b = to >> shift & 0xff;
            mixed |= (int) (a + (b - a) * share + 0.5) << shift;
        }
        return mixed;
    }

    /** Of pixels that never escape, as {@code 0xRRGGBB}. */
    int inside() {
        return inside;
    }

    /** The colour there, as {@code 0xRRGGBB}; once around the circle is 1. */
    int at(double turns) {
        return circle[(int) ((turns - StrictMath.floor(turns)) * STEPS) % STEPS];
    }

    /** As users write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String words() {
        return Arrays.stream(values()).map(Palette::word).collect(Collectors.joining(", "));
    }

    /** @throws BadInputException naming those there are */
    static Palette parse(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "there is no palette " + Excerpt.of(word), "--palette", "use one of: " + words()));
    }
}
