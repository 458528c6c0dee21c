/** What a coordinator does for users: the boundary that the HTTP API and the embedded command line stand on. */
@NullMarked
package io.rangefold.coordinator.service;

import org.jspecify.annotations.NullMarked;
