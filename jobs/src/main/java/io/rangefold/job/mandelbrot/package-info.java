/** {@code mandelbrot}: a picture of a part of the Mandelbrot set; index i is a row of its pixels. */
@NullMarked
package io.rangefold.job.mandelbrot;

import org.jspecify.annotations.NullMarked;
