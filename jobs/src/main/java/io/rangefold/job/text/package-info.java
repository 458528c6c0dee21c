/** How users write numbers, and how messages quote what users wrote. */
@NullMarked
package io.rangefold.job.text;

import org.jspecify.annotations.NullMarked;
