package io.zenview.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/// Finds out what there is to fetch: by HEAD, and by a GET for one byte where HEAD doesn't tell
/// enough.
final class Probe {
    private final Session session;
    private final Supplier<Backoff> backoff;

    Probe(Session session, Supplier<Backoff> backoff) {
        this.session = session;
        this.backoff = backoff;
    }

    /// Asks for size, validators, ranges and digest.
    ///
    /// @throws HttpFailureException if there is nothing to fetch
    Source ask(URI address) throws IOException {
        HttpResponse<byte[]> head =
                answer("HEAD", address, Map.of(DigestField.WANT_REPR_DIGEST, DigestField.WANTED));
        HttpHeaders headers = head.headers();
        int status = head.statusCode();
        if (status == 403 || status == 405 || status == 501) {
            return askByGet(address);
        }
        if (status != 200) {
            throw failure(head, "HEAD");
        }
        long size = Source.contentLength(headers);
        String ranges = headers.firstValue("Accept-Ranges").orElse("");
        if (size > 0 && ranges.isEmpty()) {
            Source got = askByGet(address);
            if (got.size() == size) {
                return Source.of(head.uri(), headers, size, got.ranges());
            }
            return got;
        }
        return Source.of(head.uri(), headers, size, size >= 0 && ranges.equalsIgnoreCase("bytes"));
    }

    /// What the server says of the digest now.
    Source askAgain(Source source) throws IOException {
        HttpResponse<byte[]> head =
                answer(
                        "HEAD",
                        source.address(),
                        Map.of(DigestField.WANT_REPR_DIGEST, DigestField.WANTED));
        return head.statusCode() == 200 && !source.differsFrom(head.headers())
                ? Source.of(head.uri(), head.headers(), source.size(), source.ranges())
                : source;
    }

    private Source askByGet(URI address) throws IOException {
        Map<String, String> fields = new HashMap<>();
        fields.put("Range", "bytes=0-0");
        fields.put(DigestField.WANT_REPR_DIGEST, DigestField.WANTED);
        HttpResponse<byte[]> get = answer("GET", address, fields);
        HttpHeaders headers = get.headers();
        ContentRange range =
                ContentRange.parse(headers.firstValue("Content-Range").orElse("")).orElse(null);
        return switch (get.statusCode()) {
            case 200 -> Source.of(get.uri(), headers, Source.contentLength(headers), false);
            case 206 -> {
                boolean isUsable = range != null && range.from() == 0 && range.size() >= 0;
                yield Source.of(get.uri(), headers, range == null ? -1 : range.size(), isUsable);
            }
            case 416 -> {
                // Nothing has no first byte.
                if (range != null && range.size() == 0) {
                    yield Source.of(get.uri(), headers, 0, false);
                }
                throw failure(get, "GET");
            }
            default -> throw failure(get, "GET");
        };
    }

    private HttpResponse<byte[]> answer(String method, URI address, Map<String, String> fields)
            throws IOException {
        Backoff tries = backoff.get();
        while (true) {
            IOException failure;
            String wish = null;
            try {
                HttpResponse<byte[]> response =
                        session.send(
                                method,
                                address,
                                fields,
                                info ->
                                        new ShortBody(
                                                info.statusCode() < 300 ? 1 : ShortBody.LIMIT),
                                System::nanoTime);
                if (!isPassing(response.statusCode())) {
                    return response;
                }
                failure = failure(response, method);
                wish = response.headers().firstValue("Retry-After").orElse(null);
            } catch (ConnectException | HttpConnectTimeoutException | SSLException e) {
                // More likely a wrong address than a moment of weakness.
                throw unreachable(address, e);
            } catch (HttpFailureException e) {
                throw e;
            } catch (IOException e) {
                failure = new IOException(method + " " + address + " failed", e);
            }
            tries.failed(failure, wish);
        }
    }

    /// Whether another try may succeed.
    static boolean isPassing(int status) {
        return switch (status) {
            case 408, 429, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }

    static HttpFailureException failure(HttpResponse<byte[]> response, String method) {
        return new HttpFailureException(
                response.statusCode(),
                method
                        + " "
                        + response.uri()
                        + " was answered with "
                        + response.statusCode()
                        + Problem.suffix(
                                response.headers().firstValue("Content-Type").orElse(""),
                                response.body()));
    }

    /// What is behind an exception of the JDK's, which mostly has no message.
    static IOException unreachable(URI address, IOException e) {
        if (e instanceof SSLException) {
            return new IOException("There is no safe connection to " + Redirect.server(address), e);
        }
        if (hasCause(e, UnresolvedAddressException.class)) {
            return new UnknownHostException(address.getHost());
        }
        ConnectException told =
                new ConnectException(
                        "Cannot connect to "
                                + Redirect.server(address)
                                + (e instanceof HttpConnectTimeoutException
                                        ? ": no answer in time"
                                        : ": nobody listens there"));
        told.initCause(e);
        return told;
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable t = failure.getCause(); t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }
}
