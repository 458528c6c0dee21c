/** Input data and output of jobs: bytes under their hash. */
@NullMarked
package io.rangefold.coordinator.blob;

import org.jspecify.annotations.NullMarked;
