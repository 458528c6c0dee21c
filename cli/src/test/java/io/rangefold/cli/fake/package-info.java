/** A coordinator and job kinds small enough to test the command line with. */
@NullMarked
package io.rangefold.cli.fake;

import org.jspecify.annotations.NullMarked;
