/** What users see: documents, tables, progress, errors. */
@NullMarked
package io.rangefold.cli.output;

import org.jspecify.annotations.NullMarked;
