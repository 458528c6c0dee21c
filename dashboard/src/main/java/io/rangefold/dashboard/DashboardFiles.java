package io.rangefold.dashboard;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of the page. They are named here, one by one, and read once: there is no path that leads to anything else.
 */
public final class DashboardFiles {
    /** Where the page begins; its key in {@link #all}. */
    public static final String INDEX = "index.html";

    private static final List<String> OWN = List.of(
            INDEX,
            "style.css",
            "icon.svg",
            "app.js",
            "api.js",
            "colours.js",
            "format.js",
            "live.js",
            "live-source.js",
            "live-state.js",
            "live-worker.js",
            "draw/gantt.js",
            "draw/range-map.js",
            "views/charts.js",
            "views/csv.js",
            "views/fields.js",
            "views/gantt-panel.js",
            "views/history.js",
            "views/job.js",
            "views/jobs.js",
            "views/map-panel.js",
            "views/parts.js",
            "views/result.js",
            "views/submit.js",
            "views/workers.js",
            "views/zoom.js");

    /** Where a browser finds a library's file, and where its archive has it. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "lib/lit-html.js", "lit-html/3.3.1/lit-html.js",
            "lib/directive.js", "lit-html/3.3.1/directive.js",
            "lib/directives/repeat.js", "lit-html/3.3.1/directives/repeat.js",
            "lib/directive-helpers.js", "lit-html/3.3.1/directive-helpers.js",
            "lib/chart.js", "chart.js/4.5.1/dist/chart.umd.min.js");

    private static final Map<String, DashboardFile> ALL = load();

    private DashboardFiles() {}

    /** Every file by its path, as in {@code "views/job.js"}; cannot be changed. */
    public static Map<String, DashboardFile> all() {
        return ALL;
    }

    /** The text of one of them, for reports that are one file. */
    public static String text(String path) {
        DashboardFile file = ALL.get(path);
        if (file == null) {
            throw new IllegalArgumentException("there is no file " + path);
        }
        return file.text();
    }

    private static Map<String, DashboardFile> load() {
        Map<String, DashboardFile> files = new TreeMap<>();
        OWN.forEach(path -> files.put(path, read(path, "/io/rangefold/dashboard/" + path)));
        LIBRARIES.forEach((path, source) -> files.put(path, read(path, "/META-INF/resources/webjars/" + source)));
        return Collections.unmodifiableMap(files);
    }

    private static DashboardFile read(String path, String resource) {
        try (InputStream in = DashboardFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException("the archive lacks " + resource);
            }
            return new DashboardFile(mediaType(path), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String mediaType(String path) {
        String type = path.substring(path.lastIndexOf('.') + 1);
        return switch (type) {
            case "html" -> "text/html;charset=utf-8";
            case "css" -> "text/css;charset=utf-8";
            case "js" -> "text/javascript;charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("no media type is known for " + path);
        };
    }
}
