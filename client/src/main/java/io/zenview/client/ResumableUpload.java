package io.zenview.client;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Sends a file after the IETF's draft for resumable uploads: an upload is created, appended to for
/// as long as bytes are missing, and completed by an empty request that carries the digest.
final class ResumableUpload {
    /// What came of it.
    ///
    /// @param answer the last one; nothing if it was lost and the server says that all is done
    record Result(Optional<Answer> answer, long resumedFrom) {}

    /// The server does not do what it said.
    static final class Unsupported extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// The server no longer knows the upload.
    private static final class Gone extends IOException {
        private static final long serialVersionUID = 1L;

        Gone(URI upload, int status) {
            super("The server has forgotten the upload " + upload + " (" + status + ")");
        }
    }

    private static final long COMPLETE = -1;

    private final Talk talk;
    private final SourceFile source;
    private final URI target;
    private final Map<String, String> conditions;
    private final PrefixHasher hasher;
    private final Sent sent;
    private final UploadState state;
    private final List<String> notes;

    /// Set by the event loop, too, when an early answer names it.
    private volatile @Nullable URI upload;

    /// What the server has for certain; it never becomes less.
    private long confirmed;

    private long largestAppend = Long.MAX_VALUE;
    private long resumedFrom;
    private @Nullable String retryAfter;

    /// Whether the request that completes has been sent, so that a forgotten upload may be a
    /// finished one.
    private boolean isCompleting;

    /// Whether the last refusal is one that another try can do something about.
    private boolean isCurable;

    ResumableUpload(
            Talk talk,
            SourceFile source,
            URI target,
            Map<String, String> conditions,
            PrefixHasher hasher,
            Sent sent,
            UploadState state,
            List<String> notes) {
        this.talk = talk;
        this.source = source;
        this.target = target;
        this.conditions = conditions;
        this.hasher = hasher;
        this.sent = sent;
        this.state = state;
        this.notes = notes;
    }

    /// Sends what is missing.
    ///
    /// @param earlier an upload to go on with
    /// @throws Unsupported if the server turns out not to know such uploads
    Result run(Optional<URI> earlier, Backoff tries) throws IOException {
        upload = earlier.orElse(null);
        boolean isResumed = upload != null;
        // After creating, the offset is known without asking.
        boolean isInStep = false;
        while (true) {
            IOException failure;
            long before = confirmed;
            try {
                URI at = upload;
                if (at == null) {
                    at = create();
                    isInStep = true;
                }
                if (!isInStep) {
                    long offset = offset(at);
                    if (offset == COMPLETE) {
                        return finished(Optional.empty());
                    }
                    confirmed = offset;
                }
                if (isResumed) {
                    resumedFrom = confirmed;
                    isResumed = false;
                }
                isInStep = false;
                while (confirmed < source.size()) {
                    confirmed = append(at, confirmed);
                }
                source.requireUnchanged();
                return finished(Optional.of(complete(at)));
            } catch (Gone e) {
                if (isCompleting && isAlreadyThere()) {
                    return finished(Optional.empty());
                }
                state.delete();
                upload = null;
                confirmed = 0;
                resumedFrom = 0;
                isInStep = false;
                if (isResumed) {
                    notes.add("Sent from the start, because the server has forgotten the rest");
                    isResumed = false;
                    continue;
                }
                failure = e;
            } catch (Unsupported | InterruptedIOException e) {
                throw e;
            } catch (SourceChangedException e) {
                cancel();
                throw e;
            } catch (HttpFailureException e) {
                if (!isCurable) {
                    throw e;
                }
                failure = e;
            } catch (IOException e) {
                failure = new IOException("Sending to " + target + " broke off at " + confirmed, e);
                requireUnchanged();
            }
            if (confirmed > before) {
                tries.progress();
            }
            isInStep = false;
            tries.failed(failure, retryAfter);
        }
    }

    private void requireUnchanged() throws IOException {
        try {
            source.requireUnchanged();
        } catch (SourceChangedException e) {
            cancel();
            throw e;
        }
    }

    private Result finished(Optional<Answer> answer) throws IOException {
        state.delete();
        return new Result(answer, resumedFrom);
    }

    private URI create() throws IOException {
        Map<String, String> fields = new HashMap<>(conditions);
        fields.put(UploadField.COMPLETE, "?0");
        fields.put(UploadField.LENGTH, Long.toString(source.size()));
        // So that the server computes it while the bytes come, and not after the last one.
        fields.put(DigestField.WANT_REPR_DIGEST, DigestField.WANTED);
        Answer answer = talk.ask(HttpMethod.PUT, target, fields, null, this::interim);
        retryAfter = answer.field("Retry-After");
        if (answer.status() == 400 || answer.status() == 411 || answer.status() == 501) {
            throw new Unsupported();
        }
        if (!answer.isSuccess()) {
            isCurable = Probe.isPassing(answer.status());
            throw answer.failure();
        }
        String location = answer.field("Location");
        if (location == null && upload == null) {
            throw new Unsupported();
        }
        URI created =
                location == null
                        ? upload
                        : Redirect.next(answer.address(), answer.status(), location);
        if (created == null) {
            throw new Unsupported();
        }
        upload = created;
        confirmed = 0;
        state.save(created, notes);
        limits(answer.fields());
        return created;
    }

    /// An address that came before the answer is worth remembering, too.
    private void interim(int status, HttpHeaders fields) {
        String location = fields.get("Location");
        if (status == 104 && location != null && upload == null) {
            try {
                URI early = Redirect.next(target, status, location);
                upload = early;
                state.save(early, notes);
            } catch (IOException _) {
                // The answer will say it again.
            }
        }
    }

    private void limits(HttpHeaders fields) throws IOException {
        List<String> lines = fields.getAll(UploadField.LIMIT);
        OptionalLong largest = UploadField.limit(lines, "max-size");
        if (largest.isPresent() && source.size() > largest.getAsLong()) {
            cancel();
            isCurable = false;
            throw new HttpFailureException(
                    413,
                    Redirect.server(target)
                            + " takes files of up to "
                            + largest.getAsLong()
                            + " bytes, and "
                            + source.path()
                            + " has "
                            + source.size());
        }
        OptionalLong append = UploadField.limit(lines, "max-append-size");
        if (append.isPresent() && append.getAsLong() > 0) {
            largestAppend = append.getAsLong();
        }
    }

    private long offset(URI at) throws IOException {
        Answer answer = talk.ask(HttpMethod.HEAD, at, Map.of());
        retryAfter = answer.field("Retry-After");
        if (answer.status() == 404 || answer.status() == 410) {
            throw new Gone(at, answer.status());
        }
        if (!answer.isSuccess()) {
            isCurable = Probe.isPassing(answer.status());
            throw answer.failure();
        }
        if (isComplete(answer)) {
            return COMPLETE;
        }
        limits(answer.fields());
        OptionalLong length = UploadField.integer(answer.fields().getAll(UploadField.LENGTH));
        OptionalLong offset = UploadField.integer(answer.fields().getAll(UploadField.OFFSET));
        boolean isOurs =
                offset.isPresent()
                        && offset.getAsLong() <= source.size()
                        && (length.isEmpty() || length.getAsLong() == source.size());
        if (!isOurs) {
            // Somebody else's, or none at all.
            throw new Gone(at, answer.status());
        }
        return offset.getAsLong();
    }

    private long append(URI at, long from) throws IOException {
        long to = from + Math.min(source.size() - from, largestAppend);
        sent.begin(from);
        Answer answer =
                talk.ask(
                        HttpMethod.PATCH,
                        at,
                        patch(from, "?0"),
                        new Exchange.Body(source.channel(), from, to, sent::reached),
                        Talk.NOT_INTERESTED);
        check(at, answer);
        if (isComplete(answer)) {
            isCurable = false;
            throw new HttpFailureException(
                    answer.status(), at + " says to be complete before all was sent");
        }
        OptionalLong now = UploadField.integer(answer.fields().getAll(UploadField.OFFSET));
        long reached = now.orElse(to);
        if (reached <= from || reached > to) {
            throw new IOException(
                    at + " has " + reached + " bytes after those from " + from + " to " + to);
        }
        return reached;
    }

    private Answer complete(URI at) throws IOException {
        Map<String, String> fields = patch(source.size(), "?1");
        fields.put(DigestField.REPR_DIGEST, DigestField.format(hasher.digest()));
        isCompleting = true;
        talk.allowForWork(source.size());
        Answer answer = talk.ask(HttpMethod.PATCH, at, fields);
        check(at, answer);
        return answer;
    }

    private static Map<String, String> patch(long offset, String complete) {
        Map<String, String> fields = new HashMap<>();
        fields.put("Content-Type", UploadField.PARTIAL_UPLOAD);
        fields.put(UploadField.OFFSET, Long.toString(offset));
        fields.put(UploadField.COMPLETE, complete);
        return fields;
    }

    private void check(URI at, Answer answer) throws IOException {
        retryAfter = answer.field("Retry-After");
        if (answer.isSuccess()) {
            return;
        }
        if (answer.status() == 404 || answer.status() == 410) {
            throw new Gone(at, answer.status());
        }
        // All was there, and the server didn't want it: another try would end the same.
        boolean isOver = isComplete(answer) || answer.status() == 400 || answer.status() == 412;
        if (isOver) {
            cancel();
            isCurable = false;
            throw answer.failure();
        }
        boolean isOutOfStep = answer.status() == 409 && answer.field(UploadField.OFFSET) != null;
        boolean isTooMuch =
                answer.status() == 413
                        && UploadField.limit(
                                                answer.fields().getAll(UploadField.LIMIT),
                                                "max-append-size")
                                        .orElse(Long.MAX_VALUE)
                                < largestAppend;
        if (isTooMuch) {
            limits(answer.fields());
        }
        isCurable = isOutOfStep || isTooMuch || Probe.isPassing(answer.status());
        throw answer.failure();
    }

    private static boolean isComplete(Answer answer) {
        return UploadField.flag(answer.fields().getAll(UploadField.COMPLETE)).orElse(false);
    }

    /// Whether the target has our digest: then the upload is gone because it is done.
    private boolean isAlreadyThere() throws IOException {
        Answer head =
                talk.ask(
                        HttpMethod.HEAD,
                        target,
                        Map.of(DigestField.WANT_REPR_DIGEST, DigestField.WANTED));
        return head.isSuccess()
                && DigestField.parse(head.fields().getAll(DigestField.REPR_DIGEST))
                        .equals(Optional.of(hasher.digest()));
    }

    /// Tells the server to forget it, as far as it listens.
    private void cancel() throws IOException {
        URI at = upload;
        upload = null;
        state.delete();
        if (at != null) {
            cancel(talk, at);
        }
    }

    static void cancel(Talk talk, URI upload) throws InterruptedIOException {
        try {
            talk.ask(HttpMethod.DELETE, upload, Map.of());
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException _) {
            // It expires by itself.
        }
    }
}
