/** What is made of the commands' syntaxes beside their help texts: manual pages, and completion for shells. */
@NullMarked
package io.rangefold.cli.manual;

import org.jspecify.annotations.NullMarked;
