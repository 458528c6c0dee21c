/** The words of a command line: which a command takes, and what is wrong with those it got. */
@NullMarked
package io.rangefold.cli.syntax;

import org.jspecify.annotations.NullMarked;
