package io.rangefold.job.montecarlo;

/** How many samples of each block were looked at, and how many of these hit. Is not changed after it was handed out. */
final class Hits {
    private final long[] samples;
    private final long[] hits;

    Hits(int blocks) {
        this.samples = new long[blocks];
        this.hits = new long[blocks];
    }

    int blocks() {
        return samples.length;
    }

    long samples(int block) {
        return samples[block];
    }

    long hits(int block) {
        return hits[block];
    }

    void add(int block, long moreSamples, long moreHits) {
        samples[block] += moreSamples;
        hits[block] += moreHits;
    }

    Hits plus(Hits other) {
        Hits sum = new Hits(blocks());
        for (int block = 0; block < blocks(); block++) {
            sum.add(block, samples[block] + other.samples[block], hits[block] + other.hits[block]);
        }
        return sum;
    }
}
