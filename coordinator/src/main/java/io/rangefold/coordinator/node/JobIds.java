package io.rangefold.coordinator.node;

import java.security.SecureRandom;

/** Random names: 50 bits, so that two of 10^6 are the same once in a thousand times. */
final class JobIds {
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789x";
    private static final int LENGTH = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private JobIds() {}

    static String random() {
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
