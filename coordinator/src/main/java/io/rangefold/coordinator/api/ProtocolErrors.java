package io.rangefold.coordinator.api;

import io.rangefold.coordinator.document.Json;
import io.rangefold.coordinator.document.ProblemDocument;
import io.rangefold.coordinator.service.JobFault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers requests that are too broken to reach a handler, as those with headers that are too long. */
final class ProtocolErrors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 400 : response.getStatus();
        JobFault fault = fault(status);
        String body = Json.compactText(json -> ProblemDocument.write(json, status, fault, "", Optional.empty())) + "\n";
        if (status == Replies.UNAVAILABLE) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
        }
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
                .put(Replies.PROBLEM, fault.code())
                .put("X-Content-Type-Options", "nosniff");
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }

    private static JobFault fault(int status) {
        return switch (status) {
            case 408 -> new JobFault("too-slow", "the request did not arrive in time", "", "send it at once");
            case 414 -> new JobFault("address-too-long", "the address is too long", "the path", "shorten it");
            case 431 -> new JobFault("headers-too-large", "the headers are too large", "the headers", "send fewer");
            case Replies.UNAVAILABLE ->
                new JobFault("overloaded", "there are too many requests", "", "try again in a moment");
            default -> new JobFault("bad-request", "this is no request that can be answered", "", "");
        };
    }
}
