/** The page in a real browser, before real processes. */
@NullMarked
package io.rangefold.cli.dashboard;

import org.jspecify.annotations.NullMarked;
