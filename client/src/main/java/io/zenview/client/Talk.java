package io.zenview.client;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The requests of an upload, one after the other, over one connection as long as it lasts. Used by
/// one thread.
final class Talk implements AutoCloseable {
    static final Exchange.Interim NOT_INTERESTED = (_, _) -> {};

    /// Hashing and writing, on a slow disk.
    private static final long SLOWEST_BYTES_PER_MILLISECOND = 50_000;

    private final Wire wire;
    private final URI origin;
    private final @Nullable String token;
    private final Duration stall;
    private @Nullable Exchange open;
    private Duration work = Duration.ZERO;

    Talk(Wire wire, URI origin, @Nullable String token, Duration stall) {
        this.wire = wire;
        this.origin = origin;
        this.token = token;
        this.stall = stall;
    }

    /// From now on, an answer may take as long as it takes a server to go through so many bytes.
    void allowForWork(long bytes) {
        work = Duration.ofMillis(bytes / SLOWEST_BYTES_PER_MILLISECOND);
    }

    Answer ask(HttpMethod method, URI address, Map<String, String> fields) throws IOException {
        return ask(method, address, fields, null, NOT_INTERESTED);
    }

    /// Asks, and follows redirects that leave the request as it is.
    Answer ask(
            HttpMethod method,
            URI address,
            Map<String, String> fields,
            Exchange.@Nullable Body body,
            Exchange.Interim interim)
            throws IOException {
        URI at = address;
        for (int hops = 0; hops <= Redirect.MOST; hops++) {
            Answer answer = once(method, at, fields, body, interim);
            if (!Redirect.isRedirect(answer.status())) {
                return answer;
            }
            URI next = Redirect.next(at, answer.status(), answer.field("Location"));
            boolean isHarmless =
                    method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.OPTIONS);
            if (!isHarmless && answer.status() != 307 && answer.status() != 308) {
                throw new HttpFailureException(
                        answer.status(),
                        method
                                + " "
                                + at
                                + " was answered with "
                                + answer.status()
                                + "; it may want to be sent to "
                                + next
                                + " instead");
            }
            at = next;
        }
        throw new IOException(address + " redirects more than " + Redirect.MOST + " times");
    }

    /// Asks for something harmless, and again if the server is in trouble.
    ///
    /// @throws ConnectException at once if there is no server, as with any other reason that stays
    Answer askPatiently(HttpMethod method, URI address, Map<String, String> fields, Backoff tries)
            throws IOException {
        while (true) {
            IOException failure;
            String wish = null;
            try {
                Answer answer = ask(method, address, fields);
                if (!Probe.isPassing(answer.status())) {
                    return answer;
                }
                failure = answer.failure();
                wish = answer.field("Retry-After");
            } catch (ConnectException | UnknownHostException | HttpFailureException e) {
                throw e;
            } catch (SSLException e) {
                throw new IOException(
                        "There is no safe connection to " + Redirect.server(address), e);
            } catch (IOException e) {
                failure = new IOException(method + " " + address + " failed", e);
            }
            tries.failed(failure, wish);
        }
    }

    private Answer once(
            HttpMethod method,
            URI address,
            Map<String, String> fields,
            Exchange.@Nullable Body body,
            Exchange.Interim interim)
            throws IOException {
        Exchange exchange = open;
        if (exchange == null || !exchange.isUsableFor(address)) {
            close();
            exchange = wire.connect(address);
            open = exchange;
        }
        Answer answer =
                exchange.send(
                        request(method, address, fields, body),
                        address,
                        body,
                        interim,
                        stall.plus(work));
        if (!exchange.isUsableFor(address)) {
            close();
        }
        return answer;
    }

    private HttpRequest request(
            HttpMethod method,
            URI address,
            Map<String, String> fields,
            Exchange.@Nullable Body body) {
        String path = address.getRawPath();
        String query = address.getRawQuery();
        String target =
                (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, target);
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        request.headers().set(HttpHeaderNames.HOST, address.getHost() + port);
        request.headers().set(HttpHeaderNames.USER_AGENT, "zenview");
        fields.forEach(request.headers()::set);
        if (body != null) {
            request.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.to() - body.from());
        } else if (method.equals(HttpMethod.PUT) || method.equals(HttpMethod.PATCH)) {
            request.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        }
        if (token != null && Redirect.isSameOrigin(origin, address)) {
            request.headers().set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token);
        }
        return request;
    }

    @Override
    public void close() {
        Exchange exchange = open;
        if (exchange != null) {
            exchange.close();
            open = null;
        }
    }
}
