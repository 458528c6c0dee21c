/** Programs beside the JVM that tests and benchmarks run against. */
@NullMarked
package io.rangefold.testing;

import org.jspecify.annotations.NullMarked;
