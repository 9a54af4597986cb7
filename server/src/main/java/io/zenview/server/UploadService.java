package io.zenview.server;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.time.Instant;
import java.util.OptionalLong;

/// Brings requests that write to [UploadProtocol], on threads that may wait, and its answers back.
final class UploadService {
    private static final String RESUMPTION = "Upload Resumption Supported";

    private final UploadProtocol protocol;

    private final ReprDigests digests;
    private final boolean anyName;

    /// @param digests learns those of what was stored
    /// @param anyName whether who writes may call the server as he likes, because he has to bring a
    ///   token
    UploadService(UploadProtocol protocol, ReprDigests digests, boolean anyName) {
        this.protocol = protocol;
        this.digests = digests;
        this.anyName = anyName;
    }

    void handle(Exchange exchange, ContentPath path) {
        String host = exchange.headers().get(HttpHeaderNames.HOST);
        if (!anyName && !LocalName.is(host)) {
            exchange.answer(
                    Answer.problem(
                            HttpResponseStatus.MISDIRECTED_REQUEST,
                            "Without a token, this server is written to by its address or as localhost, not as "
                                    + host));
            return;
        }
        UploadRequest request = request(exchange, path);
        if (HttpMethod.PUT.equals(exchange.method())
                || HttpMethod.PATCH.equals(exchange.method())) {
            exchange.receive(body -> take(exchange, request, body));
        } else {
            exchange.answerLater(() -> answer(reply(request)));
        }
    }

    /// The answer to `OPTIONS *`.
    Answer capabilities() {
        return answer(protocol.capabilities());
    }

    private static UploadRequest request(Exchange exchange, ContentPath path) {
        HttpHeaders headers = exchange.headers();
        OptionalLong length =
                HttpUtil.isTransferEncodingChunked(exchange.request())
                        ? OptionalLong.empty()
                        : OptionalLong.of(HttpUtil.getContentLength(exchange.request(), 0L));
        Conversation conversation = exchange.conversation();
        return new UploadRequest(
                exchange.method().name(),
                path,
                name -> headers.contains(name) ? String.join(", ", headers.getAll(name)) : null,
                length,
                Instant.now(),
                () -> conversation.onLoop(conversation::abort));
    }

    private Answer take(Exchange exchange, UploadRequest request, RequestBody body)
            throws IOException {
        return switch (protocol.reply(request)) {
            case UploadAnswer refused -> answer(refused);
            case UploadIntake intake -> {
                boolean knowsInterim =
                        exchange.request().protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0;
                if (knowsInterim) {
                    intake.announcement().ifPresent(told -> announce(exchange, told));
                }
                UploadAnswer told = intake.take(body::into);
                intake.outcome()
                        .ifPresent(stored ->
                                stored.digests()
                                        .forEach(digest -> digests.know(stored.etag(), digest)));
                yield answer(told);
            }
        };
    }

    private UploadAnswer reply(UploadRequest request) throws IOException {
        return switch (protocol.reply(request)) {
            case UploadAnswer answer -> answer;
            case UploadIntake intake -> {
                intake.close();
                throw new IllegalStateException(request.method() + " takes no body");
            }
        };
    }

    private static void announce(Exchange exchange, UploadAnswer told) {
        HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
        told.fields().forEach(headers::set);
        exchange.conversation()
                .interim(HttpResponseStatus.valueOf(told.status(), RESUMPTION), headers);
    }

    private static Answer answer(UploadAnswer told) {
        Answer answer =
                told.problem().map(Answer::problem).orElseGet(() -> new Answer(told.status()));
        told.fields().forEach(answer::header);
        return answer;
    }
}
