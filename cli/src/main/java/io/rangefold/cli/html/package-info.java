/** Pages of one file, which need nothing else. */
@NullMarked
package io.rangefold.cli.html;

import org.jspecify.annotations.NullMarked;
