package io.zenview.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Sends the requests of a download, and follows redirects. Safe for use by several threads.
///
/// Redirects are followed here and not by the JDK's client, so that a token never reaches another
/// server than it was given for.
final class Session implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(20);

    private final HttpClient client;
    private final URI origin;
    private final @Nullable String token;
    private final Duration stall;
    private final BooleanSupplier stopped;

    Session(
            URI origin,
            @Nullable String token,
            @Nullable Trust trust,
            Duration stall,
            BooleanSupplier stopped) {
        this.origin = origin;
        this.token = token;
        this.stall = stall;
        this.stopped = stopped;
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        // In HTTP/2 all streams would share one connection and its window.
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT);
        if (trust != null) {
            builder.sslContext(trust.context());
        }
        this.client = builder.build();
    }

    /// Sends a request and waits for all of the answer.
    ///
    /// @param activity the value of [System#nanoTime] when the last byte came, for bodies that take
    ///   long
    /// @throws IOException if there is no complete answer, or nothing came for too long
    HttpResponse<byte[]> send(
            String method,
            URI address,
            Map<String, String> fields,
            BodyHandler<byte[]> handler,
            LongSupplier activity)
            throws IOException {
        URI at = address;
        for (int hops = 0; hops <= Redirect.MOST; hops++) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(at).method(method, BodyPublishers.noBody());
            fields.forEach(request::setHeader);
            // What is stored is what the server has, not a packed version of it.
            request.setHeader("Accept-Encoding", "identity");
            request.setHeader("User-Agent", "zenview");
            if (token != null && Redirect.isSameOrigin(origin, at)) {
                request.setHeader("Authorization", "Bearer " + token);
            }
            HttpResponse<byte[]> response =
                    await(client.sendAsync(request.build(), handler), at, activity);
            if (!Redirect.isRedirect(response.statusCode())) {
                return response;
            }
            at =
                    Redirect.next(
                            at,
                            response.statusCode(),
                            response.headers().firstValue("Location").orElse(null));
        }
        throw new IOException(address + " redirects more than " + Redirect.MOST + " times");
    }

    private HttpResponse<byte[]> await(
            CompletableFuture<HttpResponse<byte[]>> answer, URI at, LongSupplier activity)
            throws IOException {
        long begun = System.nanoTime();
        try {
            while (true) {
                try {
                    return answer.get(100, TimeUnit.MILLISECONDS);
                } catch (TimeoutException _) {
                    long now = System.nanoTime();
                    if (Math.min(now - begun, now - activity.getAsLong()) > stall.toNanos()) {
                        throw new EOFException(
                                "Nothing came from " + at + " for " + stall.toSeconds() + " s");
                    }
                    if (stopped.getAsBoolean()) {
                        throw new InterruptedIOException();
                    }
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                // A listener's, who wants to end it all.
                throw failure;
            }
            throw new IOException("The answer of " + at + " cannot be read", e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
