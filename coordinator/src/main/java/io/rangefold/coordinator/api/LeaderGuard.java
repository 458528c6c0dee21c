package io.rangefold.coordinator.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Sends whoever uses the API on to the coordinator that leads, while it is not this one. Pages and health are this one's own. */
final class LeaderGuard implements Handler {
    static final String NO_LEADER = "no-leader";
    static final int REDIRECT = 307;
    private static final String API = "/api/";

    private final Leadership leadership;
    private final Bodies bodies;

    LeaderGuard(Leadership leadership, Bodies bodies) {
        this.leadership = leadership;
        this.bodies = bodies;
    }

    @Override
    public void handle(Context context) throws IOException {
        if (!context.path().startsWith(API) || context.path().equals(OpenApiRoute.PATH) || leadership.leads()) {
            return;
        }
        takeBody(context);
        Optional<String> leader = leadership.leaderApi();
        if (leader.isEmpty()) {
            throw noLeader();
        }
        String query = context.queryString();
        String target =
                leader.get() + context.req().getRequestURI() + (query == null || query.isEmpty() ? "" : "?" + query);
        context.header("Location", target);
        throw new ApiRefusedException(
                REDIRECT, "not-leading", "another coordinator leads", target, "follow the Location header");
    }

    static ApiRefusedException noLeader() {
        return new ApiRefusedException(
                Replies.UNAVAILABLE, NO_LEADER, "no coordinator leads at present", "", "try again in a moment");
    }

    /** Whoever is still sending when the connection ends may never see the answer. */
    private void takeBody(Context context) throws IOException {
        if (RequestGuard.hasBody(context)) {
            bodies.read(context, RequestGuard.MAX_BODY_BYTES, body -> body.transferTo(OutputStream.nullOutputStream()));
        }
    }
}
