package io.rangefold.cli.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Rows in aligned columns. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(headings);
    }

    /** Adds a row of as many cells as there are headings. */
    public void add(String... cells) {
        assert cells.length == rows.get(0).length;
        rows.add(cells);
    }

    public void write(Appendable out) throws IOException {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row[i])
                        .append(" ".repeat(widths[i] - row[i].length()))
                        .append(GAP);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
