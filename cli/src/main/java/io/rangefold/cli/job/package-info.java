/** Jobs as they are typed, and what is done with them until their end. */
@NullMarked
package io.rangefold.cli.job;

import org.jspecify.annotations.NullMarked;
