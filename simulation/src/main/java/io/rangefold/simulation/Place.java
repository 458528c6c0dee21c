package io.rangefold.simulation;

import io.rangefold.protocol.Range;

/** Where a kernel runs. */
interface Place {

    /** Where no kernel runs. */
    Place COORDINATOR = new Place() {
        @Override
        public boolean lies(TestJob job, int stage, Range stride) {
            return false;
        }

        @Override
        public boolean throwsOn(TestJob job, int stage, Range stride) {
            throw new IllegalStateException("a coordinator computes nothing");
        }
    };

    /** Whether what is computed of the stride here is wrong. */
    boolean lies(TestJob job, int stage, Range stride);

    /** Whether the kernel is to throw this time. */
    boolean throwsOn(TestJob job, int stage, Range stride);
}
