/** The commands, one class each; only the one that is used is loaded. */
@NullMarked
package io.rangefold.cli.command;

import org.jspecify.annotations.NullMarked;
