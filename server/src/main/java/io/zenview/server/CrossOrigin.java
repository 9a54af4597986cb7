package io.zenview.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Set;

/// Which pages of other origins may read what this server says (CORS, as in the Fetch standard).
/// Unless allowed, none may.
final class CrossOrigin {
    private static final String ANY = "*";

    /// What scripts may read beyond the few fields that they always may.
    private static final String EXPOSED =
            "Accept-Ranges, Content-Range, Content-Length, ETag, Location, Repr-Digest, Retry-After, "
                    + "Upload-Complete, Upload-Limit, Upload-Offset";

    private static final String REQUESTED =
            "Authorization, Content-Digest, Content-Type, If-Match, If-None-Match, If-Range, Range, "
                    + "Repr-Digest, Upload-Complete, Upload-Length, Upload-Offset, Want-Repr-Digest";

    /// A day; browsers cap it anyway.
    private static final String REMEMBERED = "86400";

    private final Set<String> origins;

    /// @param origins as in `https://example.org`, or `*` for all; none means that nobody may
    CrossOrigin(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /// Adds the fields that a browser looks for.
    void describe(Answer answer, Exchange exchange) {
        if (origins.isEmpty()) {
            return;
        }
        boolean any = origins.contains(ANY);
        if (!any) {
            answer.headers().add(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        }
        String origin = exchange.headers().get(HttpHeaderNames.ORIGIN);
        if (origin == null || !(any || origins.contains(origin))) {
            return;
        }
        answer.header(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, any ? ANY : origin)
                .header(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        String wished = exchange.headers().get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
        if (HttpMethod.OPTIONS.equals(exchange.method()) && wished != null) {
            answer.header(
                            HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS,
                            answer.headers().get(HttpHeaderNames.ALLOW, "GET, HEAD"))
                    .header(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, REQUESTED)
                    .header(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, REMEMBERED);
        }
    }
}
