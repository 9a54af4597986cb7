package io.zenview.server;

import io.zenview.transfer.Digest;
import io.zenview.transfer.DigestAlgorithm;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request whose body is taken: everything that can be said without the body has been found to be
/// in order.
///
/// To be closed in any case, whether or not the body was taken: that is what removes an upload that
/// cannot be resumed.
final class UploadIntake implements UploadReply, AutoCloseable {
    private final UploadProblems problems;
    private final WritableStore store;
    private final UploadRequest request;
    private final Upload upload;
    private final Upload.Appender appender;
    private final Ending ending;
    private final Map<DigestAlgorithm, Digest> contentDigest;
    private final long start;
    private @Nullable Stored outcome;

    /// What the end of the body means.
    enum Ending {
        /// The whole of an upload that cannot be resumed.
        WHOLE,
        /// A resumable upload has begun, and more will come.
        BEGUN,
        /// The whole of a resumable upload came with the request that began it.
        BEGUN_AND_COMPLETE,
        /// A part of a resumable upload.
        PART,
        /// The last part of a resumable upload.
        LAST_PART;

        boolean isComplete() {
            return this == WHOLE || this == BEGUN_AND_COMPLETE || this == LAST_PART;
        }
    }

    /// A body that can be had once.
    @FunctionalInterface
    interface Body {
        /// Writes the body as it comes, until its end.
        ///
        /// @return how many bytes were written
        /// @throws IOException if it ends early, or what the appender throws
        long into(Upload.Appender appender) throws IOException;
    }

    /// An intake.
    ///
    /// @param contentDigest what the bytes of this request must have; nothing if that does not
    ///   matter
    UploadIntake(
            UploadProblems problems,
            WritableStore store,
            UploadRequest request,
            Upload upload,
            Upload.Appender appender,
            Ending ending,
            Map<DigestAlgorithm, Digest> contentDigest) {
        this.problems = problems;
        this.store = store;
        this.request = request;
        this.upload = upload;
        this.appender = appender;
        this.ending = ending;
        this.contentDigest = contentDigest;
        this.start = appender.offset();
    }

    /// Makes sure that nobody has come in between, and says what length the request says.
    ///
    /// @param whole digests that the whole must have
    void begin(long expectedOffset, OptionalLong length, Collection<Digest> whole)
            throws IOException {
        if (start != expectedOffset) {
            throw new UploadException(
                    UploadException.Reason.TAKEN_OVER,
                    "another request has brought the upload to " + start);
        }
        if (length.isPresent()) {
            appender.declareLength(length.getAsLong());
        }
        if (!whole.isEmpty()) {
            appender.expect(List.copyOf(whole));
        }
    }

    /// What is to be sent before the body is taken: where the upload goes on if it breaks off. Not
    /// for clients of HTTP/1.0, which do not know interim answers.
    ///
    /// @return a 104, for uploads that have just begun, can be resumed, and have a body that could
    ///   break off. Without one the final answer says it all; and some proxies take an interim
    ///   answer that they do not know for the final one
    Optional<UploadAnswer> announcement() {
        boolean hasBody = request.contentLength().orElse(1) > 0;
        return hasBody && (ending == Ending.BEGUN || ending == Ending.BEGUN_AND_COMPLETE)
                ? Optional.of(located(UploadAnswer.of(104)))
                : Optional.empty();
    }

    /// Takes the body, which may take long, and does what its end means.
    ///
    /// @throws IOException if the body ends early, after which there is nobody to answer, or the
    ///   store fails. What has come stays, if the upload can be resumed.
    UploadAnswer take(Body body) throws IOException {
        try (this) {
            try {
                body.into(appender);
                Optional<UploadAnswer> wrong = checkContent();
                if (wrong.isPresent()) {
                    return wrong.get();
                }
                if (!ending.isComplete()) {
                    return more();
                }
            } catch (UploadException e) {
                return problems.refused(request, e);
            }
            return complete();
        }
    }

    /// Holds the bytes of this request against their own digest. Wrong ones are dropped: nobody has
    /// been told that they had come.
    private Optional<UploadAnswer> checkContent() throws IOException {
        if (contentDigest.isEmpty()) {
            return Optional.empty();
        }
        Set<DigestAlgorithm> algorithms = EnumSet.copyOf(contentDigest.keySet());
        long end = appender.offset();
        List<Digest> found =
                new GrowingDigest(appender.file(), start, algorithms, Runnable::run).finish(end);
        for (Digest expected : contentDigest.values()) {
            if (!found.contains(expected)) {
                appender.rewind(start);
                return Optional.of(
                        UploadProblems.refusal(
                                        400,
                                        "Digest Mismatch",
                                        "expected " + expected + ", but the content has " + found)
                                .with("Upload-Offset", Long.toString(start))
                                .with("Upload-Complete", UploadFields.format(false)));
            }
        }
        return Optional.empty();
    }

    private UploadAnswer more() throws IOException {
        // The answer lets the client forget these bytes.
        appender.force();
        UploadAnswer answer =
                ending == Ending.BEGUN
                        ? located(UploadAnswer.of(201))
                        : limited(UploadAnswer.of(204));
        return answer.with("Upload-Complete", UploadFields.format(false))
                .with("Upload-Offset", Long.toString(appender.offset()))
                .with("Cache-Control", "no-store");
    }

    private UploadAnswer complete() throws IOException {
        try {
            return stored(appender.complete());
        } catch (IOException e) {
            UploadAnswer refused = problems.refused(request, e);
            // Gone for good: the client must not try to resume what was taken in full and refused.
            return ending != Ending.WHOLE && store.upload(upload.id()).isEmpty()
                    ? refused.with("Upload-Complete", UploadFields.format(true))
                    : refused;
        }
    }

    /// What was stored, once [#take] has said so.
    Optional<Stored> outcome() {
        return Optional.ofNullable(outcome);
    }

    private UploadAnswer stored(Stored stored) {
        outcome = stored;
        UploadAnswer answer = UploadAnswer.of(stored.created() ? 201 : 204);
        if (stored.created()) {
            answer = answer.with("Location", upload.path().encoded());
        }
        answer = describe(answer, stored);
        return ending == Ending.WHOLE
                ? answer
                : answer.with("Upload-Complete", UploadFields.format(true));
    }

    /// What to know of what was stored.
    static UploadAnswer describe(UploadAnswer answer, Stored stored) {
        UploadAnswer described = answer.with("ETag", stored.etag().toString());
        return stored.digests().isEmpty()
                ? described
                : described.with(
                        "Repr-Digest",
                        String.join(
                                ", ",
                                stored.digests().stream().map(DigestFields::format).toList()));
    }

    private UploadAnswer located(UploadAnswer answer) {
        return limited(answer.with("Location", UploadProtocol.location(upload)));
    }

    private UploadAnswer limited(UploadAnswer answer) {
        Duration remaining = Duration.between(Instant.now(), upload.expires());
        return answer.with("Upload-Limit", problems.limit(remaining));
    }

    @Override
    public void close() throws IOException {
        appender.close();
    }
}
