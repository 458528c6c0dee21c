package io.rangefold.cli.bench;

/**
 * One run of the job.
 *
 * @param seconds from its start to its end, as the cluster counts them; of the loop, all of it
 * @param wholeSeconds from its submission until its end was known here
 * @param busySeconds time in kernels, of all slots together
 * @param answer hash of the result
 */
public record Run(double seconds, double wholeSeconds, double busySeconds, String answer) {}
