/*
 * The sums that compiled expressions are compared with, as plain C loops: what a user would write, left to the compiler.
 *
 *     gcc -O3 -march=native -o /tmp/loops benchmarks/peers/loops.c && /tmp/loops NAME FROM TO TIMES
 *
 * Runs the loop of that name over [FROM, TO) so many times. Prints the sum in hexadecimal, wrapped at 64 bits, or at 128
 * where the loop is that wide, and the seconds that all of it took. Without arguments it prints the names.
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef uint64_t u64;
typedef int64_t i64;
typedef unsigned __int128 u128;

/* The compiler must not know the bounds. */
#define LOOP static __attribute__((noinline))

/* Without the barrier, gcc knows the sum of i by formula. It keeps the loop from being vectorized too: see the next one. */
LOOP u128 sum_i(i64 from, i64 to) {
    u64 sum = 0;
    for (i64 i = from; i < to; i++) {
        sum += (u64)i;
        __asm__("" : "+r"(sum));
    }
    return sum;
}

/* The fastest plain form: what the compiler can't know keeps it from the formula, and leaves it the vectors. */
static volatile i64 zero = 0;

LOOP u128 sum_i_vectorized(i64 from, i64 to) {
    u64 sum = 0;
    u64 unknown = (u64)zero;
    for (i64 i = from; i < to; i++) sum += (u64)i ^ unknown;
    return sum;
}

LOOP u128 sum_square(i64 from, i64 to) {
    u64 sum = 0;
    for (i64 i = from; i < to; i++) sum += (u64)i * (u64)i;
    return sum;
}

LOOP u128 sum_square_wide(i64 from, i64 to) {
    u128 sum = 0;
    for (i64 i = from; i < to; i++) sum += (u128)((__int128)i * i);
    return sum;
}

LOOP u128 sum_remainder(i64 from, i64 to) {
    u64 sum = 0;
    for (i64 i = from; i < to; i++) sum += (u64)(i % 10);
    return sum;
}

LOOP u128 sum_popcount(i64 from, i64 to) {
    u64 sum = 0;
    for (i64 i = from; i < to; i++) sum += (u64)__builtin_popcountll((u64)i);
    return sum;
}

static inline i64 gcd_euclid(i64 a, i64 b) {
    while (b != 0) {
        i64 rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

LOOP u128 sum_gcd(i64 from, i64 to) {
    u64 sum = 0;
    for (i64 i = from; i < to; i++) sum += (u64)gcd_euclid(i, 720720);
    return sum;
}

/* Binary, which a careful user would write. */
static inline u64 gcd_binary(u64 a, u64 b) {
    if (a == 0 || b == 0) return a | b;
    int twos = __builtin_ctzll(a | b);
    a >>= __builtin_ctzll(a);
    b >>= __builtin_ctzll(b);
    while (a != b) {
        u64 less = a < b ? a : b;
        a = a < b ? b - a : a - b;
        a >>= __builtin_ctzll(a);
        b = less;
    }
    return a << twos;
}

LOOP u128 sum_gcd_binary(i64 from, i64 to) {
    u64 sum = 0;
    for (i64 i = from; i < to; i++) sum += gcd_binary((u64)i, 720720);
    return sum;
}

LOOP u128 count_residue(i64 from, i64 to) {
    u64 count = 0;
    for (i64 i = from; i < to; i++) count += (i * i + 3 * i) % 1000003 == 7;
    return count;
}

LOOP u128 sum_collatz(i64 from, i64 to) {
    u64 sum = 0;
    for (i64 i = from; i < to; i++) {
        u64 n = (u64)i;
        while (n != 1) {
            if (n & 1) {
                n = 3 * n + 1;
                sum++;
            }
            int twos = __builtin_ctzll(n);
            n >>= twos;
            sum += (u64)twos;
        }
    }
    return sum;
}

/* Steps of all starts below 2^20, so that most sequences end early. */
#define TABLE (1 << 20)
static uint16_t table[TABLE];

static void fill_table(void) {
    table[1] = 0;
    for (i64 i = 2; i < TABLE; i++) {
        u64 n = (u64)i;
        int steps = 0;
        while (n >= (u64)i) {
            n = n & 1 ? 3 * n + 1 : n >> 1;
            steps++;
        }
        table[i] = (uint16_t)(steps + table[n]);
    }
}

LOOP u128 sum_collatz_table(i64 from, i64 to) {
    u64 sum = 0;
    for (i64 i = from; i < to; i++) {
        u64 n = (u64)i;
        while (n >= TABLE) {
            if (n & 1) {
                n = 3 * n + 1;
                sum++;
            }
            int twos = __builtin_ctzll(n);
            n >>= twos;
            sum += (u64)twos;
        }
        sum += table[n];
    }
    return sum;
}

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static const struct {
    const char *name;
    u128 (*loop)(i64, i64);
    int bits;
} LOOPS[] = {
    {"i", sum_i, 64},
    {"i-vectorized", sum_i_vectorized, 64},
    {"i*i", sum_square, 64},
    {"i*i-128", sum_square_wide, 128},
    {"i%10", sum_remainder, 64},
    {"popcount", sum_popcount, 64},
    {"gcd", sum_gcd, 64},
    {"gcd-binary", sum_gcd_binary, 64},
    {"residue", count_residue, 64},
    {"collatz", sum_collatz, 64},
    {"collatz-table", sum_collatz_table, 64},
};

int main(int argc, char **argv) {
    fill_table();
    for (unsigned k = 0; k < sizeof LOOPS / sizeof *LOOPS; k++) {
        if (argc != 5) {
            puts(LOOPS[k].name);
        } else if (strcmp(argv[1], LOOPS[k].name) == 0) {
            i64 from = atoll(argv[2]), to = atoll(argv[3]);
            u128 sum = 0;
            double start = seconds();
            for (int times = atoi(argv[4]); times > 0; times--) sum = LOOPS[k].loop(from, to);
            double took = seconds() - start;
            if (LOOPS[k].bits > 64) printf("%016llx", (unsigned long long)(sum >> 64));
            printf("%016llx %.6f\n", (unsigned long long)sum, took);
            return 0;
        }
    }
    return argc == 5 ? 2 : 0;
}
