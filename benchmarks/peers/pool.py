"""Runs tasks in a pool of processes, as small programs do."""

import multiprocessing
import os


def run(processes, function, tasks):
    """The results in order; 0 processes are as many as there are cores, 1 is this process, -1 are Dask's, one a core."""
    if processes == 1:
        return [function(task) for task in tasks]
    if processes == -1:
        return run_on_dask(function, tasks)
    with multiprocessing.Pool(processes or os.cpu_count()) as pool:
        return pool.map(function, tasks, chunksize=1)


def run_on_dask(function, tasks):
    from distributed import Client, LocalCluster

    with LocalCluster(n_workers=os.cpu_count(), threads_per_worker=1, dashboard_address=None) as cluster:
        with Client(cluster) as client:
            return client.gather(client.map(function, tasks, pure=False))
