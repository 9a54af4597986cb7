package io.zenview.server;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.zenview.transfer.Payload;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What goes back for one request. The head's framing (`Content-Length`, `Connection`, `Date`) is
/// added by [AnswerHead].
final class Answer {
    private static final Payload NOTHING = Payload.of();

    private final HttpResponseStatus status;
    private final HttpHeaders headers =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
    private Payload body = NOTHING;
    private @Nullable Content source;
    private boolean closing;

    Answer(HttpResponseStatus status) {
        this.status = status;
    }

    Answer(int status) {
        this(HttpResponseStatus.valueOf(status));
    }

    /// An answer whose body is a problem for programs and people alike.
    static Answer problem(HttpResponseStatus status, String detail) {
        return problem(Problem.of(status.code(), status.reasonPhrase(), detail));
    }

    static Answer problem(Problem problem) {
        return new Answer(problem.status())
                .header(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .body(Problem.MEDIA_TYPE, problem.json());
    }

    static Answer text(HttpResponseStatus status, String mediaType, String text) {
        return new Answer(status).body(mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    Answer header(CharSequence name, Object value) {
        headers.set(name, value);
        return this;
    }

    Answer body(String mediaType, byte[] bytes) {
        // Native, so that it goes to the socket as it lies.
        MemorySegment memory = Arena.ofAuto().allocate(Math.max(1, bytes.length));
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, memory, 0, bytes.length);
        return body(mediaType, memory.asSlice(0, bytes.length));
    }

    private Answer body(String mediaType, MemorySegment memory) {
        return body(mediaType, Payload.of(new io.zenview.transfer.MemoryRegion(memory)));
    }

    Answer body(String mediaType, Payload payload) {
        headers.set(HttpHeaderNames.CONTENT_TYPE, mediaType);
        this.body = payload;
        return this;
    }

    /// Has the content closed when the body is sent, and watched until then.
    Answer from(Content content) {
        this.source = content;
        return this;
    }

    /// The connection is closed after this.
    Answer closing() {
        this.closing = true;
        return this;
    }

    HttpResponseStatus status() {
        return status;
    }

    HttpHeaders headers() {
        return headers;
    }

    Payload body() {
        return body;
    }

    boolean isClosing() {
        return closing;
    }

    void requireUnchanged() throws IOException {
        if (source != null) {
            source.requireUnchanged();
        }
    }

    void release() {
        if (source != null) {
            source.close();
            source = null;
        }
    }
}
