"""sum_squares.py PROCESSES END TIMES: the sum of i^2 in [0, END), as often as told, one process each."""

import sys

import pool


def sum_squares(end):
    total = 0
    for i in range(end):
        total += i ** 2
    return total


def main():
    processes, end, times = map(int, sys.argv[1:])
    for total in pool.run(processes, sum_squares, [end] * times):
        print(total)


if __name__ == "__main__":
    main()
