package io.rangefold.job.factor;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The factorization of one number, used again for the next: primes in ascending order with their exponents, and what is left
 * unfactored, in one part or more. Primes below 2^63 are kept as {@code long}. For one thread.
 *
 * <p>The finder adds primes in any order, as often as they divide, and then calls {@link #seal()}.
 */
final class Factors {
    /** The largest number, decimal digits. */
    static final int MAX_DIGITS = 1_000;

    /** The magnitude of the largest number, bytes: {@code ceil(1000 log2(10) / 8)}. */
    static final int MAX_NUMBER_BYTES = 416;

    private static final BigInteger WORD_RADIX = BigInteger.TWO.pow(Long.SIZE);

    private static final int MAX_EXPONENT = 8 * MAX_NUMBER_BYTES;

    private long[] words = new long[16];
    private int[] exponents = new int[16];
    private int wordCount;
    private final List<BigInteger> wides = new ArrayList<>();
    private final List<BigInteger> composites = new ArrayList<>();

    void clear() {
        wordCount = 0;
        wides.clear();
        composites.clear();
    }

    /** Adds a prime below 2^64, unsigned. */
    void add(long prime) {
        if (prime >= 0) {
            addDistinct(prime, 1);
        } else {
            wides.add(BigInteger.valueOf(prime).add(WORD_RADIX));
        }
    }

    void add(BigInteger prime) {
        if (prime.bitLength() < Long.SIZE) {
            add(prime.longValue());
        } else {
            wides.add(prime);
        }
    }

    /** Leaves a composite unfactored; 1 is nothing. */
    void leave(BigInteger composite) {
        if (!composite.equals(BigInteger.ONE)) {
            composites.add(composite);
        }
    }

    /** Sorts, and counts equal primes. */
    void seal() {
        composites.sort(null);
        Arrays.sort(words, 0, wordCount);
        int distinct = 0;
        for (int i = 0; i < wordCount; i++) {
            if (distinct > 0 && words[distinct - 1] == words[i]) {
                exponents[distinct - 1]++;
            } else {
                words[distinct] = words[i];
                exponents[distinct++] = 1;
            }
        }
        wordCount = distinct;
        List<BigInteger> sorted = wides.stream().sorted().toList();
        wides.clear();
        for (BigInteger prime : sorted) {
            if (!wides.isEmpty() && wides.get(wides.size() - 1).equals(prime)) {
                exponents[distinct() - 1]++;
            } else {
                wides.add(prime);
                reserve(distinct());
                exponents[distinct() - 1] = 1;
            }
        }
    }

    /** The number of distinct primes. */
    int distinct() {
        return wordCount + wides.size();
    }

    /** The i-th prime if it is below 2^63, else -1. */
    long word(int i) {
        return i < wordCount ? words[i] : -1;
    }

    /** The i-th prime. */
    BigInteger prime(int i) {
        return i < wordCount ? BigInteger.valueOf(words[i]) : wides.get(i - wordCount);
    }

    int exponent(int i) {
        return exponents[i];
    }

    boolean isComplete() {
        return composites.isEmpty();
    }

    /** The unfactored parts, ascending. */
    List<BigInteger> composites() {
        return List.copyOf(composites);
    }

    /** The product of {@link #composites()}, 1 if there are none. */
    BigInteger cofactor() {
        return composites.stream().reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** These factors, with {@code parts}, the factors of {@code composite}, wherever that was left unfactored. */
    Factors refined(BigInteger composite, Factors parts) {
        Factors all = new Factors();
        all.addAll(this);
        while (all.composites.remove(composite)) {
            all.addAll(parts);
        }
        all.seal();
        return all;
    }

    Factors copy() {
        Factors copy = new Factors();
        copy.addAll(this);
        copy.seal();
        return copy;
    }

    /** Adds what was found of another number; {@link #seal()} follows. */
    void addAll(Factors other) {
        for (int i = 0; i < other.distinct(); i++) {
            for (int k = 0; k < other.exponents[i]; k++) {
                add(other.prime(i));
            }
        }
        composites.addAll(other.composites);
    }

    /** The number of divisors of the factored part, at most {@code bound}. */
    long divisorCount(long bound) {
        long count = 1;
        for (int i = 0; i < distinct() && count < bound; i++) {
            count *= exponents[i] + 1;
        }
        return Math.min(count, bound);
    }

    /** The size of the factored part, bits; at most one for each prime too many. */
    long bits() {
        long bits = 0;
        for (int i = 0; i < distinct(); i++) {
            int size = i < wordCount ? Long.SIZE - Long.numberOfLeadingZeros(words[i]) : prime(i).bitLength();
            bits += (long) size * exponents[i];
        }
        return bits;
    }

    /** Writes the record of this number; records delimit themselves. */
    void write(Encoder out) {
        out.writeCount(2L * distinct() + (isComplete() ? 0 : 1));
        for (int i = 0; i < distinct(); i++) {
            if (i < wordCount) {
                out.writeNumber(words[i]);
            } else {
                out.writeNumber(wides.get(i - wordCount));
            }
            out.writeCount(exponents[i]);
        }
        if (!isComplete()) {
            out.writeCount(composites.size());
            composites.forEach(out::writeNumber);
        }
    }

    /**
     * Reads one record.
     *
     * @throws IllegalArgumentException if there is none, or primes do not ascend
     */
    void read(Decoder in) {
        clear();
        long head = in.readCount(0, 2L * MAX_EXPONENT + 1);
        for (long i = 0; i < head >> 1; i++) {
            readPrime(in);
        }
        if ((head & 1) == 1) {
            long count = in.readCount(1, MAX_NUMBER_BYTES);
            for (long i = 0; i < count; i++) {
                readComposite(in);
            }
        }
    }

    private void readComposite(Decoder in) {
        long word = in.readNumber(MAX_NUMBER_BYTES);
        BigInteger composite = word < 0 ? in.wide() : BigInteger.valueOf(word);
        if (word == 1 || !isComplete() && composites.get(composites.size() - 1).compareTo(composite) > 0) {
            throw new IllegalArgumentException("a cofactor of 1, or cofactors that do not ascend");
        }
        composites.add(composite);
    }

    private void readPrime(Decoder in) {
        long word = in.readNumber(MAX_NUMBER_BYTES);
        int last = distinct() - 1;
        if (word >= 0) {
            if (!wides.isEmpty() || word < 2 || wordCount > 0 && words[wordCount - 1] >= word) {
                throw new IllegalArgumentException("factors do not ascend");
            }
            addDistinct(word, (int) in.readCount(1, MAX_EXPONENT));
            return;
        }
        if (!wides.isEmpty() && wides.get(wides.size() - 1).compareTo(in.wide()) >= 0) {
            throw new IllegalArgumentException("factors do not ascend");
        }
        wides.add(in.wide());
        reserve(last + 2);
        exponents[last + 1] = (int) in.readCount(1, MAX_EXPONENT);
    }

    private void addDistinct(long prime, int exponent) {
        reserve(wordCount + 1);
        words[wordCount] = prime;
        exponents[wordCount++] = exponent;
    }

    private void reserve(int size) {
        if (words.length < size) {
            words = Arrays.copyOf(words, 2 * size);
            exponents = Arrays.copyOf(exponents, 2 * size);
        }
    }
}
