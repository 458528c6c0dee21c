package io.rangefold.cli.metrics;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a node shows at one moment.
 *
 * @param type of the page
 * @param values by series, with labels as they are written
 * @param names of metrics, without labels
 */
record Scrape(String type, Map<String, Double> values, Set<String> names) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Reads the page at a port of loopback, in Prometheus' own format. */
    static Scrape of(int port) throws IOException, InterruptedException {
        return of(port, "text/plain");
    }

    static Scrape of(int port, String accept) throws IOException, InterruptedException {
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                        .header("Accept", accept)
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        Map<String, Double> values = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>();
        answer.body().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            String series = line.substring(0, space);
            values.put(series, number(line.substring(space + 1)));
            names.add(series.contains("{") ? series.substring(0, series.indexOf('{')) : series);
        });
        return new Scrape(answer.headers().firstValue("Content-Type").orElse(""), values, names);
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** The value of a series, as it is written; not a number if there is none. */
    double value(String series) {
        return values.getOrDefault(series, Double.NaN);
    }
}
