/** Whom a worker obeys, and what its leases are called there. Plain Java: no actors, no threads, no clock. */
@NullMarked
package io.rangefold.worker.registration;

import org.jspecify.annotations.NullMarked;
