package io.rangefold.job.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What to say about names that expressions do not know. */
final class Names {
    private static final int MAX_EDITS = 2;

    /** Words of other languages. */
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("and", "write && for and"),
            Map.entry("or", "write || for or"),
            Map.entry("not", "write ! for not"),
            Map.entry("mod", "write % for the remainder"),
            Map.entry("div", "write / for the quotient, which floors"),
            Map.entry("pow", "write ^ for powers, or powmod(b, e, m)"),
            Map.entry("sqrt", "write isqrt for the integer square root"),
            Map.entry("floor", "leave it out: / floors already"),
            Map.entry("true", "write 1"),
            Map.entry("false", "write 0"),
            Map.entry("if", "write condition ? a : b"),
            Map.entry("bitcount", "write popcount"),
            Map.entry("is_prime", "write isprime"),
            Map.entry("totient", "write phi for Euler's function"),
            Map.entry("is_square", "write issquare"),
            Map.entry("x", "the variable is called i"),
            Map.entry("n", "the variable is called i"),
            Map.entry("k", "the variable is called i"),
            Map.entry("I", "the variable is called i"));

    private Names() {}

    /** A hint for a name that is neither the variable nor a function. */
    static String hintFor(String name) {
        String instead = INSTEAD.get(name);
        if (instead != null) {
            return instead;
        }
        String nearest = "";
        int least = MAX_EDITS + 1;
        for (String known : known()) {
            int edits = edits(name, known, least);
            // A name of two letters is near to everything.
            if (edits < least && edits < known.length() - 1) {
                least = edits;
                nearest = known;
            }
        }
        return nearest.isEmpty()
                ? "the variable is i; the functions are " + Function.list()
                : "did you mean " + nearest + "?";
    }

    private static List<String> known() {
        List<String> known = new ArrayList<>(
                Arrays.stream(Function.values()).map(Function::symbol).toList());
        known.add(BinaryOperator.BIT_XOR.symbol());
        return known;
    }

    /** Levenshtein's distance, or {@code limit} if it is not less. */
    private static int edits(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return Math.min(row[b.length()], limit);
    }
}
