/** What a job kind is. A kind lives in one package below this one and knows nothing of clusters. */
@NullMarked
package io.rangefold.job;

import org.jspecify.annotations.NullMarked;
