/** What benchmarks print: Markdown tables, and beside them all that is needed to run them again. */
@NullMarked
package io.rangefold.benchmark.report;

import org.jspecify.annotations.NullMarked;
