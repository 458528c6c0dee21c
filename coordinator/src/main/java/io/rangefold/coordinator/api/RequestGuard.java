package io.rangefold.coordinator.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Refuses what no handler should see, and tells browsers what they must not do with the answers. */
final class RequestGuard implements Handler {
    /** The largest body of a request, bytes. */
    static final long MAX_BODY_BYTES = ApiClient.MAX_BODY_BYTES;

    private final HostCheck hosts;

    RequestGuard(HostCheck hosts) {
        this.hosts = hosts;
    }

    @Override
    public void handle(Context context) {
        context.header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Referrer-Policy", "no-referrer");
        String host = context.header("Host");
        if (!hosts.allows(host)) {
            throw new ApiRefusedException(
                    403,
                    "host-not-allowed",
                    "requests for the host \"" + host + "\" are not answered here",
                    "Host header",
                    "use the address, or start the coordinator with --advertise and that name");
        }
        if (!HostCheck.sameOrigin(context.header("Origin"), host)) {
            throw new ApiRefusedException(
                    403,
                    "origin-not-allowed",
                    "pages of other sites may not use this API",
                    "Origin header",
                    "call it from a program, or from a page of this server");
        }
        AddressCheck.check(context.req().getRequestURI(), "the path");
        AddressCheck.check(Objects.requireNonNullElse(context.queryString(), ""), "the query");
        checkBody(context);
    }

    private static void checkBody(Context context) {
        if (!hasBody(context)) {
            return;
        }
        if (!isJson(context.contentType())) {
            closeAfterwards(context);
            throw new ApiRefusedException(
                    415,
                    "not-json",
                    "a body must be JSON in UTF-8",
                    "Content-Type header",
                    "send it with Content-Type: application/json");
        }
        if (context.req().getContentLengthLong() > MAX_BODY_BYTES) {
            closeAfterwards(context);
            throw tooLarge(MAX_BODY_BYTES);
        }
    }

    /** Whether something follows the head of the request. */
    static boolean hasBody(Context context) {
        long length = context.req().getContentLengthLong();
        return length > 0 || length < 0 && context.header("Transfer-Encoding") != null;
    }

    static ApiRefusedException tooLarge(long maxBytes) {
        long kibibytes = maxBytes / 1024;
        return new ApiRefusedException(
                413,
                "too-large",
                "the body is larger than " + (kibibytes < 1024 ? kibibytes + " KiB" : kibibytes / 1024 + " MiB"),
                "the body",
                "split the input into several jobs");
    }

    /** Does not read the rest of a body that was refused. */
    static void closeAfterwards(Context context) {
        context.header("Connection", "close");
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String[] parts = contentType
                .toLowerCase(Locale.ROOT)
                .replace(" ", "")
                .replace("\"", "")
                .split(";");
        return parts[0].equals("application/json")
                && (parts.length == 1 || parts.length == 2 && parts[1].equals("charset=utf-8"));
    }
}
