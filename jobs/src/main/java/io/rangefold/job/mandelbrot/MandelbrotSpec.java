package io.rangefold.job.mandelbrot;

import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.KindDescription;
import io.rangefold.job.KindDescription.Option;
import io.rangefold.job.KindDescription.OptionType;
import io.rangefold.job.range.RangeArguments;
import io.rangefold.job.text.NumberLiteral;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A picture that is asked for.
 *
 * @param view what is seen
 * @param palette in which colours
 */
record MandelbrotSpec(View view, Palette palette) {
    private static final int MAX_SIDE = 65_535;
    private static final long MAX_PIXELS = 1L << 28;
    /** Values, in 256ths, stay within 31 bits. */
    private static final int MAX_ITERATIONS = 8_000_000;

    private static final BigDecimal LEAST_ZOOM = new BigDecimal("0.01");
    /** Squares of deviations stay well within the exponents of doubles. */
    private static final BigDecimal MOST_ZOOM = new BigDecimal("1e140");

    private static final BigDecimal FARTHEST = BigDecimal.valueOf(4);

    private static final Option WIDTH = option("width", "W", true, "", "pixels a row, 1 to 65535");
    private static final Option HEIGHT = option("height", "H", true, "", "rows, 1 to 65535");
    private static final Option CENTER = option(
            "center",
            "RE,IM",
            false,
            "-0.5,0",
            "what the middle shows: two decimal numbers with as many digits as it takes");
    private static final Option ZOOM =
            option("zoom", "Z", false, "1", "the shorter side spans 3/Z of the plane: 0.01 to 1e140");
    private static final Option ITERATIONS = option(
            "iterations",
            "N",
            false,
            "1000",
            "a point that has not escaped after so many is in the set; up to 8000000");
    private static final Option PALETTE =
            option("palette", "NAME", false, Palette.DUSK.word(), "its colours: " + Palette.words());

    private static Option option(String name, String placeholder, boolean required, String byDefault, String text) {
        return new Option(name, OptionType.TEXT, placeholder, required, byDefault, text);
    }

    static List<Option> options() {
        return List.of(WIDTH, HEIGHT, CENTER, ZOOM, ITERATIONS, PALETTE);
    }

    static MandelbrotSpec parse(Arguments arguments, KindDescription kind) {
        RangeArguments.refuseUnknown(arguments, kind);
        int width = (int) NumberLiteral.parse(arguments.required(WIDTH.name()), "--width", 1, MAX_SIDE);
        int height = (int) NumberLiteral.parse(arguments.required(HEIGHT.name()), "--height", 1, MAX_SIDE);
        if ((long) width * height > MAX_PIXELS) {
            throw new BadInputException(
                    width + " x " + height + " are " + (long) width * height + " pixels, more than " + MAX_PIXELS,
                    "--height",
                    "make the picture smaller, or several of them");
        }
        DecimalText[] center = DecimalText.pair(value(arguments, CENTER), "--center");
        View view = new View(
                width,
                height,
                center[0].within(FARTHEST.negate(), FARTHEST),
                center[1].within(FARTHEST.negate(), FARTHEST),
                DecimalText.of(value(arguments, ZOOM), "--zoom").within(LEAST_ZOOM, MOST_ZOOM),
                (int) NumberLiteral.parse(value(arguments, ITERATIONS), "--iterations", 1, MAX_ITERATIONS));
        return new MandelbrotSpec(view, Palette.parse(value(arguments, PALETTE)));
    }

    private static String value(Arguments arguments, Option option) {
        return arguments.option(option.name()).orElse(option.defaultValue());
    }

    Map<String, String> arguments() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put(WIDTH.name(), Integer.toString(view.width()));
        arguments.put(HEIGHT.name(), Integer.toString(view.height()));
        arguments.put(CENTER.name(), view.re().toPlainString() + "," + view.im().toPlainString());
        arguments.put(ZOOM.name(), DecimalText.shortest(view.zoom()));
        arguments.put(ITERATIONS.name(), Integer.toString(view.iterations()));
        arguments.put(PALETTE.name(), palette.word());
        return Collections.unmodifiableMap(arguments);
    }
}
