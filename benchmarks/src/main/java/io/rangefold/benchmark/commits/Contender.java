package io.rangefold.benchmark.commits;

import java.time.Duration;

/** Something that makes commits; idle between {@link #stop} and {@link #go}. */
interface Contender extends AutoCloseable {

    void go() throws InterruptedException;

    /** Commits so far, those of earlier runs included or not. */
    long commits();

    void stop() throws InterruptedException;

    /** Processor time that the JVMs other than this one have used. */
    Duration workersCpu();

    @Override
    void close();
}
