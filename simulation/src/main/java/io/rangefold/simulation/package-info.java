/** The cores of both sides under a virtual clock and a seeded fault schedule. */
@NullMarked
package io.rangefold.simulation;

import org.jspecify.annotations.NullMarked;
