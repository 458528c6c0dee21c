/** The command line. */
@NullMarked
package io.rangefold.cli;

import org.jspecify.annotations.NullMarked;
