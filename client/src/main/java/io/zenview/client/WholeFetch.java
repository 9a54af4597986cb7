package io.zenview.client;

import io.zenview.transfer.Digest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Fetches a file in one answer, from a server that has it no other way. What breaks off begins
/// anew.
final class WholeFetch {
    /// What came.
    ///
    /// @param source what the answer said of it, with the size that came
    /// @param isEndMarked whether the answer told where it ends
    record Result(Source source, Digest digest, boolean isEndMarked) {}

    private final Session session;
    private final URI address;
    private final Target target;
    private final Pace pace;
    private final Supplier<Backoff> backoff;
    private final BooleanSupplier stopped;

    WholeFetch(
            Session session,
            URI address,
            Target target,
            Pace pace,
            Supplier<Backoff> backoff,
            BooleanSupplier stopped) {
        this.session = session;
        this.address = address;
        this.target = target;
        this.pace = pace;
        this.backoff = backoff;
        this.stopped = stopped;
    }

    Result run() throws IOException {
        Backoff tries = backoff.get();
        while (true) {
            target.startAnew();
            Attempt attempt = new Attempt();
            IOException failure;
            try {
                return attempt.run();
            } catch (FileBody.TargetFailure | InterruptedIOException e) {
                throw e;
            } catch (HttpFailureException e) {
                if (!Probe.isPassing(e.status())) {
                    throw e;
                }
                failure = e;
            } catch (IOException e) {
                failure =
                        new IOException(
                                "Fetching " + address + " broke off at offset " + attempt.at, e);
            }
            if (stopped.getAsBoolean()) {
                throw failure;
            }
            // No progress: the next try gets the same bytes again.
            tries.failed(failure, attempt.retryAfter);
        }
    }

    private final class Attempt implements Prefix {
        private volatile long lastByte = System.nanoTime();
        private volatile @Nullable FileBody body;
        private volatile @Nullable String retryAfter;
        private volatile long size = -1;
        private volatile long at;
        private boolean ended;
        private boolean abandoned;

        Result run() throws IOException {
            try (PrefixHasher hasher =
                    PrefixHasher.start(target.channel(), target.part().toString(), this)) {
                HttpHeaders headers;
                URI from;
                boolean complete = false;
                try {
                    HttpResponse<byte[]> response =
                            session.send(
                                    "GET",
                                    address,
                                    Map.of(DigestField.WANT_REPR_DIGEST, DigestField.WANTED),
                                    this::body,
                                    () -> lastByte);
                    if (response.statusCode() != 200) {
                        throw Probe.failure(response, "GET");
                    }
                    headers = response.headers();
                    from = response.uri();
                    complete = true;
                } finally {
                    FileBody unfinished = body;
                    if (unfinished != null) {
                        unfinished.close();
                    }
                    end(complete);
                }
                boolean isEndMarked =
                        size >= 0 || headers.firstValue("Transfer-Encoding").isPresent();
                return new Result(
                        Source.of(from, headers, at, false), hasher.digest(), isEndMarked);
            }
        }

        private BodySubscriber<byte[]> body(ResponseInfo info) {
            lastByte = System.nanoTime();
            if (info.statusCode() != 200) {
                retryAfter = info.headers().firstValue("Retry-After").orElse(null);
                return new ShortBody(ShortBody.LIMIT);
            }
            size = Source.contentLength(info.headers());
            FileBody accepted = new FileBody(target.channel(), 0, size, this::wrote, stopped);
            body = accepted;
            return accepted;
        }

        private void wrote(long from, long count) {
            lastByte = System.nanoTime();
            synchronized (this) {
                at = from + count;
                notifyAll();
            }
            pace.reached(at, Math.max(size, at));
        }

        private synchronized void end(boolean complete) {
            ended = complete;
            abandoned = !complete;
            notifyAll();
        }

        @Override
        public synchronized long await(long hashed) throws InterruptedException {
            while (!abandoned && !ended && at <= hashed) {
                wait();
            }
            return abandoned ? ABANDONED : at;
        }

        @Override
        public synchronized boolean isEnd(long place) {
            return ended && place == at;
        }
    }
}
