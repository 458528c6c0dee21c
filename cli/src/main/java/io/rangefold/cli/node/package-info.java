/** What the command line starts: coordinators, workers, or both in this process. */
@NullMarked
package io.rangefold.cli.node;

import org.jspecify.annotations.NullMarked;
