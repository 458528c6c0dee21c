/** JMH benchmarks of kernels, messages and cores. */
@NullMarked
package io.rangefold.benchmark.micro;

import org.jspecify.annotations.NullMarked;
