package io.zenview.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/// What every server has to refuse, whatever it serves.
final class Refusals {
    private Refusals() {}

    /// Why a request cannot be answered as it wishes, if it cannot.
    ///
    /// @param maxHeadBytes the limit that the decoder held it to
    static @Nullable Answer of(HttpRequest request, int maxHeadBytes) {
        if (request.decoderResult().isFailure()) {
            return malformed(request.decoderResult().cause(), maxHeadBytes);
        }
        if (request.protocolVersion().majorVersion() != 1) {
            return Answer.problem(
                    HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED,
                    "This server speaks HTTP/1.1, not " + request.protocolVersion());
        }
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && request.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
            return Answer.problem(
                    HttpResponseStatus.BAD_REQUEST,
                    "A request has one Host field, this one has " + hosts);
        }
        String transfer = request.headers().get(HttpHeaderNames.TRANSFER_ENCODING);
        if (transfer != null && !transfer.equalsIgnoreCase("chunked")) {
            return Answer.problem(
                    HttpResponseStatus.NOT_IMPLEMENTED,
                    "The only transfer coding known here is chunked, not " + transfer);
        }
        return null;
    }

    private static Answer malformed(@Nullable Throwable cause, int limit) {
        return switch (cause) {
            case TooLongHttpLineException _ ->
                    Answer.problem(
                            HttpResponseStatus.REQUEST_URI_TOO_LONG,
                            "The request line has more than " + limit + " bytes");
            case TooLongHttpHeaderException _ ->
                    Answer.problem(
                            HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                            "The header fields have more than " + limit + " bytes");
            case null, default ->
                    Answer.problem(
                            HttpResponseStatus.BAD_REQUEST,
                            "This is no HTTP request: "
                                    + (cause == null ? "unreadable" : cause.getMessage()));
        };
    }
}
