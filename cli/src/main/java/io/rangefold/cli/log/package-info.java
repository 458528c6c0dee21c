/** Where the log goes. */
@NullMarked
package io.rangefold.cli.log;

import org.jspecify.annotations.NullMarked;
