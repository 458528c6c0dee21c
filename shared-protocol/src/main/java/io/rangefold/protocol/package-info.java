/** What coordinator and worker say to each other, and the words they use. */
@NullMarked
package io.rangefold.protocol;

import org.jspecify.annotations.NullMarked;
