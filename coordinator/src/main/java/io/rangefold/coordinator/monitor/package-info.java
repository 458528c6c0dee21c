/**
 * What is remembered of a job's life: who computed what when, what it cost, where its indices are. Plain Java: no actors, no
 * threads, no clock. Everything is bounded, however long a job runs.
 */
@NullMarked
package io.rangefold.coordinator.monitor;

import org.jspecify.annotations.NullMarked;
