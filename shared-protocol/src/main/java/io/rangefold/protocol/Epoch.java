package io.rangefold.protocol;

/**
 * A term of leadership. Workers refuse lower numbers of the same cluster, and drop all leases when the cluster differs.
 *
 * @param cluster which memory of jobs this is; random for each process where there is no store
 * @param number grows with each change of leader
 */
public record Epoch(String cluster, long number) {
    /** Checks the bounds. */
    public Epoch {
        if (cluster.isEmpty() || cluster.length() > 64 || number < 1) {
            throw new IllegalArgumentException("not an epoch: " + cluster + "/" + number);
        }
    }
}
