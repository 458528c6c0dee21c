"""sum_mixed.py PROCESSES C...: for each C the sum of i % 10 in [0, C * 10^6), as tasks of unequal cost in one pool."""

import sys

import pool


def sum_digits(c):
    total = 0
    for i in range(c * 1_000_000):
        total += i % 10
    return total


def main():
    processes, *sizes = map(int, sys.argv[1:])
    for total in pool.run(processes, sum_digits, sizes):
        print(total)


if __name__ == "__main__":
    main()
