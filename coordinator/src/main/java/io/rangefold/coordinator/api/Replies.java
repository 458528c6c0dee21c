package io.rangefold.coordinator.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.rangefold.coordinator.document.FieldPlace;
import io.rangefold.coordinator.document.Json;
import io.rangefold.coordinator.document.ProblemDocument;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.KeyTakenException;
import io.rangefold.coordinator.service.StoreUnavailableException;
import io.rangefold.coordinator.store.LeadershipLostException;
import io.rangefold.job.BadInputException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** What handlers have in common: waiting for the coordinator, and writing documents. */
final class Replies {
    static final String JSON = "application/json";

    /** Has a refusal's code, for those who ask for the head alone. */
    static final String PROBLEM = "Rangefold-Problem";

    static final int UNAVAILABLE = 503;
    private static final long ANSWER_SECONDS = 10;

    private Replies() {}

    /** What the coordinator answers; refused with 503 if it does not within {@value #ANSWER_SECONDS} s. */
    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            rethrowKnown(e.getCause());
            throw noAnswer("the coordinator could not answer: " + e.getCause().getMessage());
        } catch (TimeoutException e) {
            throw noAnswer("the coordinator does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noAnswer("the coordinator is going down");
        }
    }

    private static void rethrowKnown(Throwable cause) {
        if (cause instanceof BadInputException bad) {
            throw bad;
        }
        if (cause instanceof KeyTakenException taken) {
            throw new ApiRefusedException(409, taken.fault(), Optional.of(new FieldPlace("idempotencyKey", "")));
        }
        if (cause instanceof StoreUnavailableException unavailable) {
            throw new ApiRefusedException(UNAVAILABLE, unavailable.fault());
        }
        if (cause instanceof LeadershipLostException) {
            throw LeaderGuard.noLeader();
        }
    }

    static void json(Context context, Json.Document document) throws IOException {
        context.contentType(JSON);
        stream(context, out -> {
            try (JsonGenerator json = Json.compact(out)) {
                document.write(json);
            }
            out.write('\n');
        });
    }

    static void error(Context context, ApiRefusedException refusal) {
        error(context, refusal.status(), refusal.fault(), refusal.place());
    }

    /** @param place the field of the request that is wrong */
    static void error(Context context, int status, JobFault fault, Optional<FieldPlace> place) {
        String path = context.req().getRequestURI();
        if (status == UNAVAILABLE) {
            context.header("Retry-After", "1");
        }
        context.status(status)
                .header(PROBLEM, fault.code())
                .contentType(ProblemDocument.MEDIA_TYPE)
                .result(Json.compactText(json -> ProblemDocument.write(json, status, fault, path, place)) + "\n");
    }

    /** Writes a body of any size. One that breaks off midway ends the connection, so that it never looks whole. */
    static void stream(Context context, Body body) throws IOException {
        OutputStream out = new BufferedOutputStream(context.res().getOutputStream(), 16 * 1024);
        try {
            body.write(out);
            out.flush();
        } catch (IOException | RuntimeException e) {
            if (context.res().isCommitted()) {
                ServletContextRequest.getServletContextRequest(context.req())
                        .getConnectionMetaData()
                        .getConnection()
                        .getEndPoint()
                        .close();
            }
            throw e;
        }
    }

    private static ApiRefusedException noAnswer(String message) {
        return new ApiRefusedException(UNAVAILABLE, "no-answer", message, "", "try again in a moment");
    }

    /** Writes a body. */
    @FunctionalInterface
    interface Body {
        void write(OutputStream out) throws IOException;
    }
}
