"""count.py PROCESSES WORKERS TIMES: workers that count TIMES each, on one counter under a lock."""

import multiprocessing
import os
import sys

counter = None


def share(shared):
    global counter
    counter = shared


def count(times):
    for _ in range(times):
        with counter.get_lock():
            counter.value += 1


def main():
    processes, workers, times = map(int, sys.argv[1:])
    share(multiprocessing.Value("q", 0))
    if processes == 1:
        for _ in range(workers):
            count(times)
    else:
        with multiprocessing.Pool(processes or os.cpu_count(), share, (counter,)) as pool:
            pool.map(count, [times] * workers, chunksize=1)
    print(counter.value)


if __name__ == "__main__":
    main()
