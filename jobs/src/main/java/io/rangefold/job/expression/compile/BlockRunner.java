package io.rangefold.job.expression.compile;

import io.rangefold.job.expression.function.LaneFailure;
import io.rangefold.job.expression.source.LaneSource;
import io.rangefold.job.expression.source.LaneSources;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Runs a compiled program over blocks. Has the arrays for it, so it is used by one thread at a time. */
final class BlockRunner {
    /** Vectors are probed with about so many {@code i}, until they win. */
    private static final int PROBE = 1_024;

    private final CompiledProgram compiled;
    private final Program program;
    private final long[] parameters;
    private final int[] ints;
    private final long[] longs;
    private final int roots;
    private final long[] folded;
    private final long[][] tables;
    private final List<LaneSource> sources;

    /** @param laneSources what the program's tables are filled from */
    BlockRunner(CompiledProgram compiled, LaneSources laneSources) {
        this.compiled = compiled;
        this.program = compiled.program();
        this.roots = program.roots().size();
        this.parameters = new long[program.parameterCount()];
        int lanes = roots * LaneMath.LANES;
        boolean wide = program.width() == Width.LONG;
        this.ints = new int[wide ? 0 : lanes];
        this.longs = new long[wide ? lanes : 0];
        this.folded = new long[roots];
        this.sources = program.tables().stream()
                .map(call -> laneSources.of(call).orElseThrow())
                .toList();
        this.tables = new long[sources.size()][program.block()];
    }

    /** Adds the values at the {@code n} integers from {@code first} on, and says how many: up to a block that fails. */
    long sum(long first, long n, ExactSum sum) {
        long done = 0;
        while (done < n) {
            int length = (int) Math.min(program.block(), n - done);
            try {
                fold(first + done, length);
            } catch (LaneFailure e) {
                return done;
            }
            program.weights().add(first + done, length, folded, sum);
            done += length;
        }
        return done;
    }

    /** The least or greatest of the values at the {@code n} integers from {@code first} on, {@code n > 0}. */
    long extreme(long first, long n) {
        boolean least = program.fold() == Fold.MIN;
        long extreme = least ? Long.MAX_VALUE : Long.MIN_VALUE;
        long done = 0;
        while (done < n) {
            int length = (int) Math.min(program.block(), n - done);
            fold(first + done, length);
            extreme = least ? Math.min(extreme, folded[0]) : Math.max(extreme, folded[0]);
            done += length;
        }
        return extreme;
    }

    /**
     * The values at the {@code n} integers from {@code first} on, in the first places; valid until the next call.
     *
     * @param n 1 to {@link LaneMath#LANES}
     */
    long[] values(long first, int n) {
        prepare(first, n);
        Race race = compiled.race();
        boolean probes = compiled.mayHaveVectors() && race.probeIsDue();
        Optional<VectorCode> vectors = race.vectorsWon() || probes ? compiled.vectors() : Optional.empty();
        long begun = race.isDecided() ? 0 : System.nanoTime();
        computeValues(vectors, n);
        if (!race.isDecided()) {
            long nanos = System.nanoTime() - begun;
            if (vectors.isPresent()) {
                race.probeTook(n, nanos);
            } else {
                race.tablesTook(n, nanos);
            }
        }
        return longs;
    }

    private void computeValues(Optional<VectorCode> vectors, int n) {
        int whole = vectors.map(v -> n - n % v.granularity()).orElse(0);
        if (whole < n) {
            // Tables begin at the front of the array: what they compute is moved behind what vectors do.
            runTables(whole, n - whole);
            System.arraycopy(longs, 0, longs, whole, n - whole);
        }
        vectors.ifPresent(v -> v.code().run(0, whole, parameters, tables, ints, longs));
    }

    /** Sets parameters and tables for a block. */
    private void prepare(long start, int length) {
        int place = 0;
        for (BlockParameters wanted : program.parameters()) {
            wanted.fill(start, parameters, place);
            place += wanted.count();
        }
        for (int table = 0; table < tables.length; table++) {
            sources.get(table).fill(start, length, tables[table]);
        }
    }

    /** Folds a block's values into one number for each root. */
    private void fold(long start, int length) {
        prepare(start, length);
        Arrays.fill(folded, identity());
        int done = foldVectors(length);
        if (done < length) {
            foldTables(done, length - done);
        }
    }

    /** Folds the first values of a block by vectors if they have won, or are to show how fast they are; says how many. */
    private int foldVectors(int length) {
        Race race = compiled.race();
        if (!race.vectorsWon() && (!compiled.mayHaveVectors() || length < PROBE || !race.probeIsDue())) {
            return 0;
        }
        Optional<VectorCode> vectors = compiled.vectors();
        if (vectors.isEmpty()) {
            race.decide(false);
            return 0;
        }
        VectorCode code = vectors.get();
        if (race.vectorsWon()) {
            int whole = length - length % code.granularity();
            run(code, whole);
            return whole;
        }
        int probe = PROBE - PROBE % code.granularity();
        long begun = System.nanoTime();
        run(code, probe);
        race.probeTook(probe, System.nanoTime() - begun);
        return probe;
    }

    private void run(VectorCode vectors, int count) {
        reset(vectors.lanes());
        vectors.code().run(0, count, parameters, tables, ints, longs);
        gather(vectors.lanes());
    }

    private void foldTables(int start, int count) {
        Race race = compiled.race();
        boolean timed = compiled.mayHaveVectors() && !race.isDecided();
        long begun = timed ? System.nanoTime() : 0;
        reset(LaneMath.LANES);
        for (int done = 0; done < count; done += LaneMath.LANES) {
            runTables(start + done, Math.min(LaneMath.LANES, count - done));
        }
        gather(LaneMath.LANES);
        if (timed) {
            race.tablesTook(count, System.nanoTime() - begun);
        }
    }

    private void runTables(int start, int count) {
        compiled.tables().run(start, count, parameters, tables, ints, longs);
    }

    private long identity() {
        boolean wide = program.width() == Width.LONG;
        return switch (program.fold()) {
            case MIN -> wide ? Long.MAX_VALUE : Integer.MAX_VALUE;
            case MAX -> wide ? Long.MIN_VALUE : Integer.MIN_VALUE;
            default -> 0;
        };
    }

    private void reset(int lanes) {
        if (program.width() == Width.LONG) {
            Arrays.fill(longs, 0, roots * lanes, identity());
        } else {
            Arrays.fill(ints, 0, roots * lanes, (int) identity());
        }
    }

    private void gather(int lanes) {
        boolean wide = program.width() == Width.LONG;
        for (int root = 0; root < roots; root++) {
            long gathered = folded[root];
            for (int k = root * lanes; k < (root + 1) * lanes; k++) {
                long lane = wide ? longs[k] : ints[k];
                gathered = switch (program.fold()) {
                    case MIN -> Math.min(gathered, lane);
                    case MAX -> Math.max(gathered, lane);
                    default -> gathered + lane;
                };
            }
            folded[root] = gathered;
        }
    }
}
