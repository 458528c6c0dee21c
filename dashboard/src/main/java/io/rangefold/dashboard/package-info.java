@NullMarked
package io.rangefold.dashboard;

import org.jspecify.annotations.NullMarked;
