/*
 * What the kinds that draw are compared with: one thread, as plain C loops.
 *
 *     gcc -O3 -march=native -ffp-contract=off -o /tmp/pictures benchmarks/peers/pictures.c
 *     /tmp/pictures pi SAMPLES                                    hits, for the seed 0
 *     /tmp/pictures mandelbrot WIDTH HEIGHT RE IM ZOOM ITERATIONS  iterations of the pixels that escape
 *
 * Prints the answer and the seconds that it took. Without contraction, doubles are rounded as Java rounds them, so the answers can
 * be compared to the last iteration.
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef uint64_t u64;

static const u64 GAMMA = 0x9e3779b97f4a7c15ULL;

static u64 mix(u64 z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

/* gcc makes vectors of this loop by itself. */
static u64 pi(u64 samples) {
    u64 start = mix(GAMMA), misses = 0;
    for (u64 i = 0; i < samples; i++) {
        u64 z = mix(start + (i + 1) * GAMMA);
        u64 x = z >> 33, y = z & 0x7fffffff;
        misses += (x * (x + 1) + y * (y + 1)) >> 62;
    }
    return samples - misses;
}

/* The escape loop that everybody writes; what lies in the cardioid or the disc is not iterated. */
static u64 mandelbrot(int width, int height, double re, double im, double zoom, int limit) {
    double half = 3 / (zoom * 2 * (width < height ? width : height));
    u64 total = 0;
    for (int row = 0; row < height; row++) {
        double b = im + (height - 1 - 2 * row) * half;
        for (int column = 0; column < width; column++) {
            double a = re + (2 * column + 1 - width) * half;
            double s = a - 0.25, q = s * s + b * b;
            if (q * (q + s) <= 0.25 * (b * b) || (a + 1) * (a + 1) + b * b <= 0.0625) continue;
            double x = 0, y = 0;
            for (int n = 1; n <= limit; n++) {
                double product = x * y;
                x = x * x - y * y + a;
                y = product + product + b;
                if (x * x + y * y > 65536) {
                    total += n;
                    break;
                }
            }
        }
    }
    return total;
}

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int main(int argc, char **argv) {
    double start = seconds();
    u64 answer;
    if (argc == 3 && strcmp(argv[1], "pi") == 0) {
        answer = pi(strtoull(argv[2], NULL, 10));
    } else if (argc == 8 && strcmp(argv[1], "mandelbrot") == 0) {
        answer = mandelbrot(atoi(argv[2]), atoi(argv[3]), atof(argv[4]), atof(argv[5]), atof(argv[6]), atoi(argv[7]));
    } else {
        return 2;
    }
    printf("%llu %.6f\n", (unsigned long long)answer, seconds() - start);
    return 0;
}
