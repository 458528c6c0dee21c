/** What is logged, and how a line of it looks. */
@NullMarked
package io.rangefold.cli.log;

import org.jspecify.annotations.NullMarked;
