/** What a coordinator remembers when it ends: the records, and the interface of the stores that keep them. No database here. */
@NullMarked
package io.rangefold.coordinator.store;

import org.jspecify.annotations.NullMarked;
