/** What is set by flag, environment, conf file or default, and from where. */
@NullMarked
package io.rangefold.cli.settings;

import org.jspecify.annotations.NullMarked;
