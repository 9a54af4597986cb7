package io.zenview.client;

import io.zenview.client.PieceMap.Span;
import io.zenview.transfer.Digest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Fetches what is missing of a file, piece by piece, from a server that knows ranges and gives
/// every version a mark.
final class RangeFetch {
    private final Session session;
    private final Source source;
    private final Target target;
    private final PieceMap pieces;
    private final Checkpoint checkpoint;
    private final Pace pace;
    private final Supplier<Backoff> backoff;
    private final AtomicBoolean stopped;

    /// Is called after each piece.
    @FunctionalInterface
    interface Checkpoint {
        void save() throws IOException;
    }

    RangeFetch(
            Session session,
            Source source,
            Target target,
            PieceMap pieces,
            Checkpoint checkpoint,
            Pace pace,
            Supplier<Backoff> backoff,
            AtomicBoolean stopped) {
        this.session = session;
        this.source = source;
        this.target = target;
        this.pieces = pieces;
        this.checkpoint = checkpoint;
        this.pace = pace;
        this.backoff = backoff;
        this.stopped = stopped;
    }

    /// Fetches, and hashes what is there from the start on meanwhile.
    ///
    /// @param streams how many requests may run side by side
    Digest run(int streams) throws IOException {
        pieces.enqueueMissing(streams == 1);
        try (PrefixHasher hasher =
                PrefixHasher.start(target.channel(), target.part().toString(), pieces)) {
            boolean complete = false;
            try {
                fetch(Math.min(streams, pieces.waiting()));
                complete = true;
            } finally {
                if (!complete) {
                    pieces.abandon();
                }
            }
            return hasher.digest();
        }
    }

    private void fetch(int streams) throws IOException {
        try (ExecutorService workers =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().daemon().name("zenview-get-", 1).factory())) {
            var results = new ExecutorCompletionService<@Nullable Void>(workers);
            for (int i = 0; i < streams; i++) {
                results.submit(this::work);
            }
            try {
                for (int i = 0; i < streams; i++) {
                    results.take().get();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException failure) {
                    throw failure;
                }
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException("A stream failed", e.getCause());
            } finally {
                // The others end at their next step; after success there are none.
                stopped.set(true);
            }
        }
    }

    private @Nullable Void work() throws IOException {
        for (Span span = pieces.next(); span != null; span = pieces.next()) {
            fetch(span);
        }
        return null;
    }

    private void fetch(Span span) throws IOException {
        Backoff tries = backoff.get();
        for (long at = span.from(); at < span.to(); ) {
            Answer answer = new Answer(at, span.to());
            IOException failure = null;
            try {
                answer.take();
            } catch (SourceChangedException
                    | NoRangesException
                    | InterruptedIOException
                    | FileBody.TargetFailure e) {
                throw e;
            } catch (HttpFailureException e) {
                if (!Probe.isPassing(e.status())) {
                    throw e;
                }
                failure = e;
            } catch (IOException e) {
                failure = e;
            }
            if (stopped.get()) {
                throw failure == null ? new InterruptedIOException() : failure;
            }
            if (answer.at > at) {
                tries.progress();
                at = answer.at;
            }
            if (failure != null) {
                tries.failed(failure, answer.retryAfter);
            }
        }
    }

    /// One request for the rest of a span.
    private final class Answer {
        private final long from;
        private final long to;
        private volatile long at;
        private volatile long lastByte = System.nanoTime();
        private volatile @Nullable IOException objection;
        private volatile @Nullable FileBody body;
        private volatile @Nullable String retryAfter;

        Answer(long from, long to) {
            this.from = from;
            this.to = to;
            this.at = from;
        }

        void take() throws IOException {
            Map<String, String> fields = new HashMap<>();
            fields.put("Range", "bytes=" + from + "-" + (to - 1));
            if (source.hasStrongTag()) {
                fields.put("If-Range", String.valueOf(source.etag()));
            }
            try {
                HttpResponse<byte[]> response =
                        session.send("GET", source.address(), fields, this::body, () -> lastByte);
                IOException refused = objection;
                if (refused instanceof HttpFailureException && response.statusCode() >= 300) {
                    throw Probe.failure(response, "GET");
                }
                if (refused != null) {
                    throw refused;
                }
            } catch (SourceChangedException | HttpFailureException | NoRangesException e) {
                throw e;
            } catch (IOException e) {
                if (e instanceof FileBody.TargetFailure || e instanceof InterruptedIOException) {
                    throw e;
                }
                boolean isAway =
                        e instanceof ConnectException || e instanceof HttpConnectTimeoutException;
                throw new IOException(
                        "Fetching "
                                + source.address()
                                + " broke off at offset "
                                + at
                                + ", and the same again goes on with what is missing",
                        isAway ? Probe.unreachable(source.address(), e) : e);
            } finally {
                FileBody unfinished = body;
                if (unfinished != null) {
                    unfinished.close();
                }
            }
        }

        private BodySubscriber<byte[]> body(ResponseInfo info) {
            objection = null;
            lastByte = System.nanoTime();
            try {
                long end = acceptedEnd(info.statusCode(), info.headers());
                FileBody accepted =
                        new FileBody(target.channel(), from, end, this::wrote, stopped::get);
                body = accepted;
                return accepted;
            } catch (IOException e) {
                objection = e;
                retryAfter = info.headers().firstValue("Retry-After").orElse(null);
                return new ShortBody(info.statusCode() < 300 ? 1 : ShortBody.LIMIT);
            }
        }

        private void wrote(long start, long count) throws IOException {
            lastByte = System.nanoTime();
            boolean isPieceComplete = pieces.fill(start, count);
            at = start + count;
            if (isPieceComplete) {
                try {
                    checkpoint.save();
                } catch (IOException e) {
                    throw new FileBody.TargetFailure("in the file of its progress", e);
                }
            }
            pace.reached(pieces.total(), source.size());
        }

        /// Where the answer's bytes end, if they are the right ones.
        private long acceptedEnd(int status, HttpHeaders headers) throws IOException {
            if (status == 412 || status == 416) {
                throw changed(headers);
            }
            if (status != 200 && status != 206) {
                throw new HttpFailureException(status, source.address() + ": " + status);
            }
            if (source.differsFrom(headers)) {
                throw changed(headers);
            }
            if (status == 200) {
                long length = Source.contentLength(headers);
                if (length >= 0 && length != source.size()) {
                    throw changed(headers);
                }
                if (from > 0 || to < source.size()) {
                    throw new NoRangesException();
                }
                return to;
            }
            String field = headers.firstValue("Content-Range").orElse("");
            ContentRange range = ContentRange.parse(field).orElse(null);
            if (range != null && range.size() >= 0 && range.size() != source.size()) {
                throw changed(headers);
            }
            if (range == null || range.from() != from || range.to() > to) {
                throw new HttpFailureException(
                        status,
                        source.address()
                                + " was asked for bytes "
                                + from
                                + " to "
                                + (to - 1)
                                + " and answered with Content-Range '"
                                + Problem.printable(field)
                                + "'; --streams 1 --restart fetches it as a whole");
            }
            return range.to();
        }

        private SourceChangedException changed(HttpHeaders headers) {
            String now =
                    headers.firstValue("ETag")
                            .map(tag -> "ETag " + tag)
                            .or(() -> headers.firstValue("Content-Range"))
                            .or(() ->
                                    headers.firstValue("Last-Modified")
                                            .map(date -> "Last-Modified " + date))
                            .orElse("another version");
            return new SourceChangedException(
                    source.address()
                            + " changed while it was being fetched: it was "
                            + source.version()
                            + " and is now "
                            + now
                            + "; --restart fetches it anew");
        }
    }
}
