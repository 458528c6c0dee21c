package io.rangefold.coordinator.store;

/** A job as it is stored. */
public record JobRecord(JobHeader header, JobStatus status) {}
