"""sum_range.py PROCESSES END: the sum of i in [0, END), split over the processes and checked by the formula."""

import os
import sys

import pool


def sum_of(part):
    return sum(range(*part))


def main():
    processes, end = map(int, sys.argv[1:])
    parts = processes if processes > 0 else os.cpu_count()
    bounds = [end * i // parts for i in range(parts + 1)]
    total = sum(pool.run(processes, sum_of, list(zip(bounds, bounds[1:]))))
    assert total == end * (end - 1) // 2
    print(total)


if __name__ == "__main__":
    main()
