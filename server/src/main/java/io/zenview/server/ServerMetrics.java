package io.zenview.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What a server counts. Names and units stand in `docs/serve.md`.
final class ServerMetrics {
    /// The bounds of the latency histogram: from a file in the page cache to a film over a slow
    /// line.
    private static final Duration[] LATENCIES = {
        Duration.ofNanos(250_000),
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofMillis(2500),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60)
    };

    private static final Set<HttpMethod> KNOWN =
            Set.of(
                    HttpMethod.GET,
                    HttpMethod.HEAD,
                    HttpMethod.OPTIONS,
                    HttpMethod.PUT,
                    HttpMethod.PATCH,
                    HttpMethod.DELETE,
                    HttpMethod.POST);

    private final MeterRegistry registry;
    private final Counter sendfile;
    private final Counter memory;
    private final Counter tls;
    private final Counter received;
    private final Counter spliced;
    private final AtomicInteger connections = new AtomicInteger();
    private final ConcurrentHashMap<String, Counter> refusals = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Timer> requests = new ConcurrentHashMap<>();

    ServerMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.sendfile = sent("sendfile");
        this.memory = sent("memory");
        this.tls = sent("tls");
        this.received = taken("buffered");
        this.spliced = taken("splice");
        Gauge.builder("zenview.connections.open", connections, AtomicInteger::get)
                .description("Connections that are open")
                .register(registry);
    }

    private Counter sent(String path) {
        return Counter.builder("zenview.sent")
                .description("Bytes of bodies sent, by the path they took")
                .baseUnit("bytes")
                .tag("path", path)
                .register(registry);
    }

    private Counter taken(String path) {
        return Counter.builder("zenview.received")
                .description("Bytes of bodies received, by the path they took")
                .baseUnit("bytes")
                .tag("path", path)
                .register(registry);
    }

    void sentBySendfile(long bytes) {
        sendfile.increment((double) bytes);
    }

    void sentFromMemory(long bytes) {
        memory.increment((double) bytes);
    }

    void sentSecurely(long bytes) {
        tls.increment((double) bytes);
    }

    long sentBySendfile() {
        return (long) sendfile.count();
    }

    long sentFromMemory() {
        return (long) memory.count();
    }

    long sentSecurely() {
        return (long) tls.count();
    }

    void receivedThroughBuffers(long bytes) {
        received.increment((double) bytes);
    }

    void receivedBySplice(long bytes) {
        spliced.increment((double) bytes);
    }

    /// Counts a connection, and says how many are open now, this one included.
    int connectionOpened() {
        return connections.incrementAndGet();
    }

    void connectionClosed() {
        connections.decrementAndGet();
    }

    int openConnections() {
        return connections.get();
    }

    /// @param reason one of a few fixed words
    void refused(String reason) {
        refusals.computeIfAbsent(
                        reason,
                        key ->
                                Counter.builder("zenview.refused")
                                        .description("Connections and requests refused or cut off")
                                        .tag("reason", key)
                                        .register(registry))
                .increment();
    }

    /// Counts an answer. Methods that nobody knows have one name, because whoever makes up methods
    /// would make a time series of each.
    void answered(HttpMethod method, int status, long nanos) {
        String name = KNOWN.contains(method) ? method.name() : "other";
        requests.computeIfAbsent(
                        name + status,
                        key ->
                                Timer.builder("zenview.requests")
                                        .description("Requests, from the head to the last byte")
                                        .tag("method", name)
                                        .tag("status", Integer.toString(status))
                                        .serviceLevelObjectives(LATENCIES)
                                        .register(registry))
                .record(Duration.ofNanos(nanos));
    }
}
