"""divisors.py PROCESSES N...: all divisors of each N, by trial division up to its square root, one process each."""

import sys
from math import isqrt

import pool


def divisors(n):
    low, high = [], []
    for d in range(1, isqrt(n) + 1):
        if n % d == 0:
            low.append(d)
            if d * d != n:
                high.append(n // d)
    return low + high[::-1]


def main():
    processes, *numbers = map(int, sys.argv[1:])
    for found in pool.run(processes, divisors, numbers):
        print(*found)


if __name__ == "__main__":
    main()
