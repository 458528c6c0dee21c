package io.rangefold.simulation;

import io.rangefold.protocol.Range;

/** Where a kernel runs. */
interface Place {

    /** Where no kernel runs. */
    Place COORDINATOR = new Place() {
        @Override
        public boolean isLiar() {
            return false;
        }

        @Override
        public boolean throwsOn(TestJob job, int stage, Range stride) {
            throw new IllegalStateException("a coordinator computes nothing");
        }
    };

    /** Whether what is computed here is wrong. */
    boolean isLiar();

    /** Whether the kernel is to throw this time. */
    boolean throwsOn(TestJob job, int stage, Range stride);
}
