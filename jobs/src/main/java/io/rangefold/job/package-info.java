/** What a job kind is: a spec, a kernel, a merge and a verification. */
@NullMarked
package io.rangefold.job;

import org.jspecify.annotations.NullMarked;
