/*
 * The sums that compiled expressions are compared with, as plain C loops: what a user would write, left to the compiler.
 *
 *     gcc -O3 -march=native -o /tmp/loops benchmarks/peers/loops.c && /tmp/loops [SECONDS [NAME]]
 *
 * Each loop is a function of its own; sums wrap at 64 bits unless the name says otherwise. Prints, per loop, the greatest
 * number of items per second of this thread's CPU time among rounds of some 0.1 s, and the last sum, to be checked.
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef uint64_t u64;
typedef int64_t i64;

/* The compiler must not know the bounds, nor replace a loop by its closed form. */
#define LOOP __attribute__((noinline))

/* Without the barrier, gcc knows the sum of i by formula. It keeps the loop from being vectorized too: see sum_i_array. */
LOOP u64 sum_i(i64 from, i64 to) {
    u64 sum = 0;
    for (i64 i = from; i < to; i++) {
        sum += (u64)i;
        __asm__("" : "+r"(sum));
    }
    return sum;
}

/* The fastest plain form: the step is unknown to the compiler, which vectorizes it. */
LOOP u64 sum_i_stepped(i64 from, i64 to, i64 factor) {
    u64 sum = 0;
    for (i64 i = from; i < to; i++) sum += (u64)i ^ (u64)factor;
    return sum;
}

LOOP u64 sum_square(i64 from, i64 to) {
    u64 sum = 0;
    for (i64 i = from; i < to; i++) sum += (u64)i * (u64)i;
    return sum;
}

LOOP u64 sum_cube(i64 from, i64 to) {
    u64 sum = 0;
    for (i64 i = from; i < to; i++) sum += (u64)i * (u64)i * (u64)i;
    return sum;
}

LOOP u64 sum_square_wide(i64 from, i64 to) {
    unsigned __int128 sum = 0;
    for (i64 i = from; i < to; i++) sum += (__int128)i * i;
    return (u64)sum ^ (u64)(sum >> 64);
}

LOOP u64 sum_remainder(i64 from, i64 to) {
    u64 sum = 0;
    for (i64 i = from; i < to; i++) sum += (u64)(i % 10);
    return sum;
}

LOOP u64 sum_popcount(i64 from, i64 to) {
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

LOOP u64 sum_gcd(i64 from, i64 to) {
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

LOOP u64 sum_gcd_binary(i64 from, i64 to) {
    u64 sum = 0;
    for (i64 i = from; i < to; i++) sum += gcd_binary((u64)i, 720720);
    return sum;
}

LOOP u64 count_residue(i64 from, i64 to) {
    u64 count = 0;
    for (i64 i = from; i < to; i++) count += (i * i + 3 * i) % 1000003 == 7;
    return count;
}

LOOP u64 sum_collatz(i64 from, i64 to) {
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

LOOP u64 sum_collatz_table(i64 from, i64 to) {
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

static u64 sum_i_vectorized(i64 from, i64 to) { return sum_i_stepped(from, to, 0); }

static double cpu_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static const struct {
    const char *name;
    u64 (*loop)(i64, i64);
    i64 from;
    i64 items;
} LOOPS[] = {
    {"i", sum_i, 0, 200000000},
    {"i-vectorized", sum_i_vectorized, 0, 1000000000},
    {"i*i", sum_square, 0, 1000000000},
    {"i*i*i", sum_cube, 0, 1000000000},
    {"i*i-128", sum_square_wide, 10000000000, 100000000},
    {"i%10", sum_remainder, 0, 200000000},
    {"popcount(i)", sum_popcount, 0, 1000000000},
    {"gcd(i,720720)", sum_gcd, 0, 3000000},
    {"gcd(i,720720)-binary", sum_gcd_binary, 0, 5000000},
    {"(i*i+3*i)%1000003==7", count_residue, 0, 200000000},
    {"collatz(i)", sum_collatz, 1, 2000000},
    {"collatz(i)-table", sum_collatz_table, 1, 8000000},
};

int main(int argc, char **argv) {
    double seconds = argc > 1 ? atof(argv[1]) : 0.5;
    fill_table();
    for (unsigned k = 0; k < sizeof LOOPS / sizeof *LOOPS; k++) {
        if (argc > 2 && strcmp(argv[2], LOOPS[k].name) != 0) continue;
        double best = 0;
        u64 sum = 0;
        for (double begun = cpu_seconds(); cpu_seconds() - begun < seconds;) {
            double start = cpu_seconds();
            sum = LOOPS[k].loop(LOOPS[k].from, LOOPS[k].from + LOOPS[k].items);
            double rate = (double)LOOPS[k].items / (cpu_seconds() - start);
            if (rate > best) best = rate;
        }
        printf("%-22s %8.3f e9/s   %llu\n", LOOPS[k].name, best / 1e9, (unsigned long long)sum);
    }
    return 0;
}
