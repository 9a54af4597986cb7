package io.zenview.server;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which part of the server answers which request.
final class Routes {
    /// Says that the server is up; for load balancers.
    static final String HEALTH = "/healthz";

    /// The figures in Prometheus's text format.
    static final String METRICS = "/metrics";

    private static final String ONLY_READING = "GET, HEAD, OPTIONS";

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final ContentService contents;
    private final @Nullable FilmRoutes films;
    private final @Nullable UploadService uploads;
    private final @Nullable PrometheusMeterRegistry metrics;

    /// @param films answers what is asked of films; nothing if none are served
    /// @param uploads takes what writes; nothing if nobody may
    /// @param metrics is shown to who asks
    Routes(
            ContentService contents,
            @Nullable FilmRoutes films,
            @Nullable UploadService uploads,
            @Nullable PrometheusMeterRegistry metrics) {
        this.contents = contents;
        this.films = films;
        this.uploads = uploads;
        this.metrics = metrics;
    }

    void handle(Exchange exchange) {
        if (HttpMethod.OPTIONS.equals(exchange.method()) && exchange.target().equals("*")) {
            exchange.answer(uploads == null ? readOnly() : uploads.capabilities());
            return;
        }
        if (READING.contains(exchange.method()) && handleOwn(exchange)) {
            return;
        }
        ContentPath path;
        try {
            path = ContentPath.parse(exchange.target());
        } catch (IllegalArgumentException e) {
            exchange.answer(
                    Answer.problem(HttpResponseStatus.BAD_REQUEST, String.valueOf(e.getMessage())));
            return;
        }
        if (uploads != null && UploadProtocol.concerns(exchange.method().name(), path)) {
            uploads.handle(exchange, path);
        } else if (READING.contains(exchange.method())) {
            if (films == null || !films.handle(exchange, path)) {
                contents.handle(exchange, path);
            }
        } else if (HttpMethod.OPTIONS.equals(exchange.method())) {
            exchange.answer(readOnly());
        } else {
            exchange.answer(
                    Answer.problem(
                                    HttpResponseStatus.METHOD_NOT_ALLOWED,
                                    "This server is only read from; it takes no "
                                            + exchange.method())
                            .header(HttpHeaderNames.ALLOW, ONLY_READING));
        }
    }

    /// What is the server's own and no content.
    private boolean handleOwn(Exchange exchange) {
        PrometheusMeterRegistry registry = metrics;
        if (exchange.target().equals(HEALTH)) {
            exchange.answer(Answer.text(HttpResponseStatus.OK, "text/plain", "ok\n"));
            return true;
        }
        if (registry == null || !exchange.target().equals(METRICS)) {
            return false;
        }
        exchange.answerLater(() ->
                Answer.text(
                        HttpResponseStatus.OK,
                        "text/plain; version=0.0.4; charset=utf-8",
                        registry.scrape()));
        return true;
    }

    private static Answer readOnly() {
        return new Answer(HttpResponseStatus.NO_CONTENT)
                .header(HttpHeaderNames.ALLOW, ONLY_READING);
    }
}
