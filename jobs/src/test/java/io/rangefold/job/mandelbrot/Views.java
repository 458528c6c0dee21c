package io.rangefold.job.mandelbrot;

import io.rangefold.job.Arguments;
import java.util.HashMap;
import java.util.Map;

/** Views for tests. */
final class Views {
    private Views() {}

    static Arguments arguments(int width, int height, String... others) {
        Map<String, String> options =
                new HashMap<>(Map.of("width", Integer.toString(width), "height", Integer.toString(height)));
        for (int k = 0; k < others.length; k += 2) {
            options.put(others[k], others[k + 1]);
        }
        return Arguments.ofOptions(options);
    }

    static MandelbrotJob job(int width, int height, String... others) {
        return (MandelbrotJob) new MandelbrotKind().parse(arguments(width, height, others));
    }

    static View view(int width, int height, String center, String zoom, int iterations) {
        return MandelbrotSpec.parse(
                        arguments(
                                width,
                                height,
                                "center",
                                center,
                                "zoom",
                                zoom,
                                "iterations",
                                Integer.toString(iterations)),
                        new MandelbrotKind().description())
                .view();
    }
}
