package io.rangefold.job.prime;

import io.rangefold.job.BadInputException;
import io.rangefold.job.text.NumberLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A pattern of primes: {@code p + d} is prime for each offset d. Those that have all residues modulo a prime, as 0, 2, 4 modulo
 * 3, occur a few times at most, and are counted like all others.
 *
 * @param offsets ascending, the first of them 0
 */
record Constellation(List<Integer> offsets) {
    /** Of one prime. */
    static final Constellation SINGLE = new Constellation(List.of(0));

    static final int MAX_MEMBERS = 64;
    static final int MAX_OFFSET = 1_000_000;

    private static final String WHERE = "--tuple";
    private static final String HINT = "write ascending offsets from 0 on, as in 0,2 or 0,2,6,8";

    /** Checks and copies. */
    Constellation {
        offsets = List.copyOf(offsets);
        if (offsets.size() > MAX_MEMBERS) {
            throw refused(
                    "a constellation of " + offsets.size() + " primes", "use at most " + MAX_MEMBERS + " offsets");
        }
        if (offsets.isEmpty() || offsets.get(0) != 0) {
            throw refused("the first offset is not 0", HINT + "; p itself is the one of offset 0");
        }
        for (int k = 1; k < offsets.size(); k++) {
            int before = offsets.get(k - 1);
            int offset = offsets.get(k);
            if (offset <= before) {
                String problem = offset == before ? "offset " + offset + " is repeated" : offset + " after " + before;
                throw refused(problem, HINT);
            }
        }
        if (offsets.get(offsets.size() - 1) > MAX_OFFSET) {
            throw refused(
                    "offset " + offsets.get(offsets.size() - 1) + " is above " + MAX_OFFSET,
                    "use offsets up to " + MAX_OFFSET);
        }
    }

    private static BadInputException refused(String message, String hint) {
        return new BadInputException(message, WHERE, hint);
    }

    /** @throws BadInputException if that is no list of offsets, as in {@code "0,2,6"} */
    static Constellation parse(String text) {
        List<Integer> offsets = new ArrayList<>();
        for (String offset : text.split(",", -1)) {
            offsets.add((int) NumberLiteral.parse(offset, WHERE, 0, MAX_OFFSET));
        }
        return new Constellation(offsets);
    }

    /** How far its last prime is from the first. */
    int reach() {
        return offsets.get(offsets.size() - 1);
    }

    boolean isSingle() {
        return offsets.size() == 1;
    }

    /** The offsets behind 0. */
    List<Integer> others() {
        return offsets.subList(1, offsets.size());
    }

    /** As users write it. */
    @Override
    public String toString() {
        return offsets.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
