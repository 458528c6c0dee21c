package io.rangefold.coordinator.schedule;

import io.rangefold.job.Job;

/** Makes a job of what is stored of it. */
@FunctionalInterface
public interface JobDecoder {
    /**
     * @param kind name of the job kind
     * @param spec the job, in the kind's codec
     * @throws RuntimeException if this version of the software can't read it
     */
    Job decode(String kind, byte[] spec);
}
