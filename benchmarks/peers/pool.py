"""Runs tasks in a pool of processes, as small programs do."""

import multiprocessing
import os


def run(processes, function, tasks):
    """The results in order; 0 processes are as many as there are cores, and 1 is this process."""
    if processes == 1:
        return [function(task) for task in tasks]
    with multiprocessing.Pool(processes or os.cpu_count()) as pool:
        return pool.map(function, tasks, chunksize=1)
