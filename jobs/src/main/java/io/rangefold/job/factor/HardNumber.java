package io.rangefold.job.factor;

import java.math.BigInteger;

/**
 * A number of the list that is not wholly factored.
 *
 * @param index its place in the list
 * @param factors what is known of it; not to be changed
 */
record HardNumber(long index, Factors factors) {

    /** After {@code composite}, one of its unfactored parts, was split. */
    HardNumber split(BigInteger composite, Factors parts) {
        return new HardNumber(index, factors.refined(composite, parts));
    }

    void write(Encoder out) {
        out.writeCount(index);
        factors.write(out);
    }

    /** @throws IllegalArgumentException if there is none */
    static HardNumber read(Decoder in) {
        long index = in.readCount(0, NumberList.MAX_COUNT - 1);
        Factors factors = new Factors();
        factors.read(in);
        return new HardNumber(index, factors);
    }

    int encodedLength() {
        Encoder out = new Encoder();
        write(out);
        return out.length();
    }
}
