package io.rangefold.benchmark.start;

import io.rangefold.benchmark.program.Shell;
import io.rangefold.benchmark.report.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ways in which the programs in {@code benchmarks/peers} can be run here.
 *
 * @param description versions, for the report
 * @param pool in a pool of processes
 * @param single in one process
 * @param dask with Dask.distributed, where a Python has it
 */
record PythonPeers(String description, Way pool, Way single, Optional<Way> dask) {
    private static final String PYTHON = "python3";
    /** Debian's own, which has its packages. */
    private static final String SYSTEM_PYTHON = "/usr/bin/python3";

    /**
     * One of them.
     *
     * @param python the interpreter
     * @param processes what the programs take as the number of processes
     */
    record Way(String python, String processes) {
        /** The command line for a program and its arguments. */
        List<String> words(List<String> peer) {
            List<String> words = new ArrayList<>();
            words.add(python);
            words.add(Report.root()
                    .resolve("benchmarks/peers")
                    .resolve(peer.get(0))
                    .toString());
            words.add(processes);
            words.addAll(peer.subList(1, peer.size()));
            return words;
        }
    }

    static PythonPeers find(Shell shell) throws IOException, InterruptedException {
        String version = ask(shell, PYTHON, "import platform; print('Python', platform.python_version())");
        for (String python : List.of(PYTHON, SYSTEM_PYTHON)) {
            String dask = ask(
                    shell,
                    python,
                    "import importlib.util as u; print(u.find_spec('distributed') and __import__('distributed').__version__)");
            if (!dask.equals("None")) {
                return of(version + ", Dask.distributed " + dask, Optional.of(new Way(python, "-1")));
            }
        }
        return of(version + "; there is no Dask here, see benchmarks/peers/install", Optional.empty());
    }

    private static PythonPeers of(String description, Optional<Way> dask) {
        return new PythonPeers(description, new Way(PYTHON, "0"), new Way(PYTHON, "1"), dask);
    }

    private static String ask(Shell shell, String python, String program) throws IOException, InterruptedException {
        return Shell.knows(python)
                ? shell.run(List.of(python, "-c", program)).lines().get(0)
                : "None";
    }
}
