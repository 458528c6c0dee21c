/** The JSON documents that users and scripts read, the same from the command line and over HTTP. */
@NullMarked
package io.rangefold.coordinator.document;

import org.jspecify.annotations.NullMarked;
