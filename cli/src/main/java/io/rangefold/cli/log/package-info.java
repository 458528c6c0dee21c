/** What is logged, where it goes, and how a line of it looks. */
@NullMarked
package io.rangefold.cli.log;

import org.jspecify.annotations.NullMarked;
