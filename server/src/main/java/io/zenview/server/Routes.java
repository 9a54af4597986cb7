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

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final ContentService contents;
    private final @Nullable PrometheusMeterRegistry metrics;

    Routes(ContentService contents, @Nullable PrometheusMeterRegistry metrics) {
        this.contents = contents;
        this.metrics = metrics;
    }

    void handle(Exchange exchange) {
        HttpMethod method = exchange.method();
        if (HttpMethod.OPTIONS.equals(method)) {
            exchange.answer(
                    new Answer(HttpResponseStatus.NO_CONTENT)
                            .header(HttpHeaderNames.ALLOW, "GET, HEAD, OPTIONS"));
            return;
        }
        if (!READING.contains(method)) {
            exchange.answer(
                    Answer.problem(
                                    HttpResponseStatus.METHOD_NOT_ALLOWED,
                                    "This server only reads; " + method + " is not taken")
                            .header(HttpHeaderNames.ALLOW, "GET, HEAD, OPTIONS"));
            return;
        }
        if (exchange.target().equals(HEALTH)) {
            exchange.answer(Answer.text(HttpResponseStatus.OK, "text/plain", "ok\n"));
            return;
        }
        if (metrics != null && exchange.target().equals(METRICS)) {
            PrometheusMeterRegistry registry = metrics;
            exchange.answerLater(() ->
                    Answer.text(
                            HttpResponseStatus.OK,
                            "text/plain; version=0.0.4; charset=utf-8",
                            registry.scrape()));
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
        contents.handle(exchange, path);
    }
}
