package io.rangefold.coordinator.api;

import io.rangefold.coordinator.document.ErrorDocument;
import io.rangefold.coordinator.document.Json;
import io.rangefold.coordinator.service.JobFault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers requests that are too broken to reach a handler, as those with headers that are too long. */
final class ProtocolErrors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        JobFault fault = new JobFault("bad-request", "this is no request that can be answered", "", "");
        String body = Json.compactText(json -> ErrorDocument.write(json, fault)) + "\n";
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Replies.JSON);
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }
}
