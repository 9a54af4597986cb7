package io.zenview.server;

import io.netty.channel.Channel;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// What all connections of one server have in common.
final class Commons {
    private final Limits limits;
    private final ServerMetrics metrics;
    private final Routes routes;
    private final ColdReads coldReads;
    private final ExecutorService workers;
    private final ExecutorService receptions;
    private final @Nullable Splicing splicing;
    private final CrossOrigin crossOrigin;
    private final @Nullable AccessLog accessLog;
    private volatile boolean stopping;

    Commons(
            Limits limits,
            ServerMetrics metrics,
            Routes routes,
            ColdReads coldReads,
            ExecutorService workers,
            ExecutorService receptions,
            @Nullable Splicing splicing,
            CrossOrigin crossOrigin,
            @Nullable AccessLog accessLog) {
        this.limits = limits;
        this.metrics = metrics;
        this.routes = routes;
        this.coldReads = coldReads;
        this.workers = workers;
        this.receptions = receptions;
        this.splicing = splicing;
        this.crossOrigin = crossOrigin;
        this.accessLog = accessLog;
    }

    Limits limits() {
        return limits;
    }

    ServerMetrics metrics() {
        return metrics;
    }

    Routes routes() {
        return routes;
    }

    ColdReads coldReads() {
        return coldReads;
    }

    /// Threads for what may take a while.
    ExecutorService workers() {
        return workers;
    }

    /// Threads for bodies that come in, as many as may come at the same time.
    ExecutorService receptions() {
        return receptions;
    }

    /// How bodies are spliced; null if they are not to be.
    @Nullable Splicing splicing() {
        return splicing;
    }

    CrossOrigin crossOrigin() {
        return crossOrigin;
    }

    boolean isStopping() {
        return stopping;
    }

    void stop() {
        stopping = true;
    }

    /// Writes down a request whose answer has ended, one way or the other.
    ///
    /// @param bytes of the body, as far as they were sent
    void answered(Exchange exchange, Channel channel, int status, long bytes) {
        long nanos = System.nanoTime() - exchange.begun();
        metrics.answered(exchange.method(), status, nanos);
        if (accessLog != null) {
            accessLog.add(exchange, channel.remoteAddress(), status, bytes);
        }
    }
}
