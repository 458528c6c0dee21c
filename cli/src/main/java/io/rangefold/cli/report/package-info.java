/** What became of one job, in one page. */
@NullMarked
package io.rangefold.cli.report;

import org.jspecify.annotations.NullMarked;
