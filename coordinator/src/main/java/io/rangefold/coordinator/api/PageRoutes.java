package io.rangefold.coordinator.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.rangefold.dashboard.DashboardFile;
import io.rangefold.dashboard.DashboardFiles;
import java.util.Optional;

/** The dashboard: {@code /} and the files below {@code /assets/}, each a route of its own, so that no other path leads to a file. */
final class PageRoutes {
    static final String ASSETS = "/assets/";

    /** Everything comes from this server, nothing is inline; pictures may be made by the page itself. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
            + "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final int NOT_MODIFIED = 304;

    private final Leadership leadership;

    PageRoutes(Leadership leadership) {
        this.leadership = leadership;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/", this::index);
        DashboardFiles.all().forEach((path, file) -> routes.get(ASSETS + path, context -> send(context, file)));
    }

    /** A browser that comes to a coordinator that stands by is sent to the one that leads; without one, the page waits for it. */
    private void index(Context context) {
        Optional<String> leader = leadership.leads() ? Optional.empty() : leadership.leaderApi();
        if (leader.isPresent()) {
            context.status(LeaderGuard.REDIRECT).header("Location", leader.get() + "/");
            return;
        }
        send(context, DashboardFiles.all().get(DashboardFiles.INDEX));
    }

    /** Browsers keep the files and ask each time whether they are still the same. */
    private static void send(Context context, DashboardFile file) {
        boolean gzip = acceptsGzip(context);
        context.header("Content-Security-Policy", POLICY)
                .header("Cache-Control", "no-cache")
                .header("Vary", "Accept-Encoding")
                .header("ETag", file.eTag(gzip));
        String known = context.header("If-None-Match");
        if (known != null && known.contains(file.eTag(gzip))) {
            context.status(NOT_MODIFIED);
            return;
        }
        if (gzip) {
            context.header("Content-Encoding", "gzip");
        }
        context.contentType(file.mediaType()).result(file.bytes(gzip));
    }

    private static boolean acceptsGzip(Context context) {
        String accepted = context.header("Accept-Encoding");
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }
}
