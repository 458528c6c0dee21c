/** The HTTP/JSON interface for users: the server over {@link io.rangefold.coordinator.service.JobService}, and a client. */
@NullMarked
package io.rangefold.coordinator.api;

import org.jspecify.annotations.NullMarked;
