package io.rangefold.cli.output;

/** Numbers as humans read them. Without {@link java.util.Formatter}, whose first use takes some 20 ms. */
public final class Figures {
    private static final String[] MAGNITUDES = {"", " k", " M", " G", " T", " P", " E"};
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;

    private Figures() {}

    /** As in {@code 0.004 s}, {@code 0.41 s}, {@code 12.3 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    public static String seconds(double seconds) {
        if (seconds < 0.1) {
            return decimal(seconds, 3) + " s";
        }
        if (seconds < 10) {
            return decimal(seconds, 2) + " s";
        }
        if (seconds < 100) {
            return decimal(seconds, 1) + " s";
        }
        return wholeSeconds(seconds);
    }

    /** As in {@code 7 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    public static String wholeSeconds(double seconds) {
        long whole = Math.round(Math.min(seconds, 1e15));
        if (whole < 100) {
            return whole + " s";
        }
        if (whole < HOUR) {
            return whole / MINUTE + " min " + whole % MINUTE + " s";
        }
        if (whole < DAY) {
            return whole / HOUR + " h " + whole % HOUR / MINUTE + " min";
        }
        return whole / DAY + " d " + whole % DAY / HOUR + " h";
    }

    /** As in {@code 7.31 items/s}, {@code 244 M items/s}. */
    public static String rate(double itemsPerSecond) {
        double value = Double.isFinite(itemsPerSecond) ? Math.max(itemsPerSecond, 0) : 0;
        int magnitude = 0;
        while (value >= 999.5 && magnitude < MAGNITUDES.length - 1) {
            value /= 1000;
            magnitude++;
        }
        int digits = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return decimal(value, digits) + MAGNITUDES[magnitude] + " items/s";
    }

    /** As in {@code 42.1 %}; rounded down, so that only what is done shows 100 %, but only nothing shows 0. */
    public static String percent(double fraction) {
        if (fraction > 0 && fraction < 0.001) {
            return "< 0.1 %";
        }
        return decimal(Math.floor(fraction * 1000) / 10, 1) + " %";
    }

    /** As in {@code 1 slot}, {@code 2 slots}. */
    public static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** With so many decimals, 0 to 3. */
    public static String decimal(double value, int digits) {
        long scale = digits == 0 ? 1 : digits == 1 ? 10 : digits == 2 ? 100 : 1000;
        long scaled = Math.round(value * scale);
        if (digits == 0) {
            return Long.toString(scaled);
        }
        String fraction = Long.toString(scale + scaled % scale).substring(1);
        return scaled / scale + "." + fraction;
    }
}
