/** Real processes on loopback, and what is done to them: killed, stopped, cut short. */
@NullMarked
package io.rangefold.cli.process;

import org.jspecify.annotations.NullMarked;
