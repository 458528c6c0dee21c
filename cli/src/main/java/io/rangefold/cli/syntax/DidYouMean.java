package io.rangefold.cli.syntax;

import java.util.Collection;

/** Guesses what a misspelt word was meant to be. */
public final class DidYouMean {
    private DidYouMean() {}

    /** A hint that names the closest candidate, or else {@code otherwise}. */
    public static String hint(String word, Collection<String> candidates, String otherwise) {
        String best = "";
        int bestDistance = Math.max(2, word.length() / 3) + 1;
        for (String candidate : candidates) {
            int distance = distance(word, candidate);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best.isEmpty() ? otherwise : "did you mean " + best + "?";
    }

    /** Levenshtein's distance: insertions, deletions and substitutions. O(a b) time, O(b) memory. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
