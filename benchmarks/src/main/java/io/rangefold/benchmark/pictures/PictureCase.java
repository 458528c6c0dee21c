package io.rangefold.benchmark.pictures;

import java.util.List;

/**
 * A job, and what {@code benchmarks/peers/pictures.c} is to be asked for the same.
 *
 * @param title for tables
 * @param job as on the command line
 * @param result the field of its result that has the answer
 * @param peer the program's words
 */
record PictureCase(String title, String job, String result, List<String> peer) {
    static List<PictureCase> all() {
        return List.of(
                new PictureCase(
                        "`monte-carlo-pi`, 2 · 10^9 samples",
                        "monte-carlo-pi --samples 2e9",
                        "hits",
                        List.of("pi", "2000000000")),
                view("spirals, nothing of the set", "-0.7746806106269039", "-0.1374168856037867", "5e7", "20000"),
                view("a small copy of the set", "-0.743643887037151", "0.131825904205330", "2e5", "5000"),
                view("the whole set", "-0.5", "0", "1", "20000"));
    }

    private static PictureCase view(String title, String re, String im, String zoom, String iterations) {
        return new PictureCase(
                "`mandelbrot`, " + title,
                "mandelbrot --width 1600 --height 1000 --center " + re + "," + im + " --zoom " + zoom + " --iterations "
                        + iterations,
                "iterations",
                List.of("mandelbrot", "1600", "1000", re, im, zoom, iterations));
    }
}
