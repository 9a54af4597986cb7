package io.zenview.server;

import io.zenview.server.UploadIntake.Ending;
import io.zenview.transfer.Digest;
import io.zenview.transfer.DigestAlgorithm;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writing over HTTP: `PUT`, `DELETE`, and draft-ietf-httpbis-resumable-upload.
///
/// A `PUT` with `Upload-Complete` begins an upload that can be resumed, at `/.zenview-uploads/ID`.
/// A `PUT` without it is one that cannot. Everything that a request says before its body is judged
/// before its body is taken.
///
/// A `PUT` with `Content-Range` is refused: servers that took it for a part have overwritten, and
/// worse, executed, what they should not have (RFC 9110, section 14.5; CVE-2025-24813).
///
/// Methods may wait for the disk, and for an upload that is being completed; not for event loops.
final class UploadProtocol {
    /// The media type of what is appended.
    static final String PARTIAL_UPLOAD = "application/partial-upload";

    private static final String ON_UPLOADS = "GET, HEAD, PATCH, DELETE, OPTIONS";

    private final WritableStore store;
    private final UploadProblems problems;
    private final Optional<BearerToken> token;
    private final boolean deleting;

    /// A protocol.
    ///
    /// @param token what a request has to bring; nothing if anybody may write
    /// @param deleting whether files may be deleted
    UploadProtocol(WritableStore store, Optional<BearerToken> token, boolean deleting) {
        this.store = store;
        this.problems = new UploadProblems(store.limits());
        this.token = token;
        this.deleting = deleting;
    }

    /// Whether a request belongs here rather than to those who read.
    static boolean concerns(String method, ContentPath path) {
        return (!method.equals("GET") && !method.equals("HEAD"))
                || WritableDirectory.isReserved(path);
    }

    /// Where an upload can be asked for.
    static String location(Upload upload) {
        return "/" + WritableDirectory.RESERVED + "/" + upload.id();
    }

    /// Judges a request by its head.
    ///
    /// @throws IOException if the store fails
    UploadReply reply(UploadRequest request) throws IOException {
        if (request.method().equals("OPTIONS")) {
            return capabilities(
                    WritableDirectory.isReserved(request.path()) ? ON_UPLOADS : onFiles());
        }
        if (token.isPresent() && !token.get().permits(request.field("Authorization"))) {
            return UploadProblems.unauthorized(request.has("Authorization"));
        }
        try {
            return WritableDirectory.isReserved(request.path())
                    ? onUpload(request)
                    : onFile(request);
        } catch (BadFieldException e) {
            return UploadProblems.badRequest(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return problems.refused(request, e);
        }
    }

    /// The answer to `OPTIONS`, also for `*`.
    UploadAnswer capabilities() {
        return capabilities(onFiles());
    }

    private UploadAnswer capabilities(String allowed) {
        return UploadAnswer.of(204)
                .with("Allow", allowed)
                .with("Accept-Patch", PARTIAL_UPLOAD)
                .with("Upload-Limit", problems.limit(store.limits().expiry()));
    }

    private String onFiles() {
        return deleting ? "GET, HEAD, PUT, DELETE, OPTIONS" : "GET, HEAD, PUT, OPTIONS";
    }

    private UploadReply onFile(UploadRequest request) throws IOException {
        if (request.method().equals("PUT")) {
            return put(request);
        }
        if (request.method().equals("DELETE") && deleting) {
            store.delete(request.path(), precondition(request));
            return UploadAnswer.of(204);
        }
        return UploadProblems.notAllowed(request.method(), onFiles());
    }

    private UploadReply put(UploadRequest request) throws IOException {
        if (request.has("Content-Range")) {
            return UploadProblems.badRequest(
                    "a PUT replaces the whole and takes no Content-Range; to continue an upload,"
                            + " begin it with Upload-Complete");
        }
        String coding = request.field("Content-Encoding");
        if (coding != null && !coding.strip().equalsIgnoreCase("identity")) {
            // It would be served without the field, as what it is not.
            return UploadProblems.refusal(
                            415,
                            "Unsupported Media Type",
                            "content is stored as it comes, without Content-Encoding: " + coding)
                    .with("Accept-Encoding", "identity");
        }
        Optional<Boolean> complete = UploadFields.flag(request.field("Upload-Complete"));
        Ending ending =
                complete.map(whole -> whole ? Ending.BEGUN_AND_COMPLETE : Ending.BEGUN)
                        .orElse(Ending.WHOLE);
        OptionalLong length =
                ending == Ending.WHOLE ? request.contentLength() : length(request, 0, ending);
        Map<DigestAlgorithm, Digest> content = digests(request, "Content-Digest");
        List<Digest> expected = new ArrayList<>(digests(request, "Repr-Digest").values());
        if (ending.isComplete()) {
            // The content is the whole, even if it should not come in one go.
            expected.addAll(content.values());
        }
        UploadTerms terms =
                new UploadTerms(
                        length,
                        precondition(request),
                        expected,
                        wanted(request),
                        ending != Ending.WHOLE);
        store.limits().check(request.contentLength().orElse(0));
        Upload upload = store.create(request.path(), terms);
        return intake(request, upload, ending, ending.isComplete() ? Map.of() : content);
    }

    private UploadReply onUpload(UploadRequest request) throws IOException {
        List<String> segments = request.path().segments();
        boolean named =
                segments.size() == 2
                        && segments.getFirst().equals(WritableDirectory.RESERVED)
                        && !request.path().directory();
        Optional<Upload> upload = named ? store.upload(segments.getLast()) : Optional.empty();
        if (upload.isEmpty()) {
            return UploadProblems.unknownUpload();
        }
        return switch (request.method()) {
            case "GET", "HEAD" -> progress(upload.get());
            case "PATCH" -> patch(request, upload.get());
            case "DELETE" -> {
                upload.get().cancel();
                yield UploadAnswer.of(204);
            }
            default -> UploadProblems.notAllowed(request.method(), ON_UPLOADS);
        };
    }

    private UploadAnswer progress(Upload upload) throws IOException {
        long offset = upload.settle();
        UploadAnswer answer = where(UploadAnswer.of(204), upload, offset);
        OptionalLong length = upload.length();
        if (length.isPresent()) {
            answer = answer.with("Upload-Length", Long.toString(length.getAsLong()));
        }
        return answer.with("Upload-Limit", problems.limit(remaining(upload)))
                .with("Cache-Control", "no-store");
    }

    /// How far an upload is, and what came of it: a client that lost the last answer learns here
    /// what it would have said.
    private static UploadAnswer where(UploadAnswer answer, Upload upload, long offset) {
        Optional<Stored> stored = upload.stored();
        UploadAnswer told =
                answer.with("Upload-Offset", Long.toString(offset))
                        .with("Upload-Complete", UploadFields.format(stored.isPresent()));
        return stored.isEmpty()
                ? told
                : UploadIntake.describe(told, stored.get())
                        .with("Content-Location", upload.path().encoded());
    }

    private static Duration remaining(Upload upload) {
        return Duration.between(Instant.now(), upload.expires());
    }

    private UploadReply patch(UploadRequest request, Upload upload) throws IOException {
        if (!isPartialUpload(request.field("Content-Type"))) {
            return UploadProblems.refusal(
                            415,
                            "Unsupported Media Type",
                            "what is appended has the Content-Type " + PARTIAL_UPLOAD)
                    .with("Accept-Patch", PARTIAL_UPLOAD);
        }
        // Before anything is added to it.
        store.limits().check(request.contentLength().orElse(0));
        OptionalLong offset = UploadFields.bytes(request.field("Upload-Offset"));
        Optional<Boolean> last = UploadFields.flag(request.field("Upload-Complete"));
        if (offset.isEmpty() || last.isEmpty()) {
            return UploadProblems.badRequest(
                    (offset.isEmpty() ? "Upload-Offset" : "Upload-Complete")
                            + " is missing, or cannot be read");
        }
        if (upload.stored().isPresent()) {
            return completed(request, upload);
        }
        long at = upload.settle();
        if (upload.stored().isPresent()) {
            // It was being completed when this request came.
            return completed(request, upload);
        }
        if (at != offset.getAsLong()) {
            return UploadProblems.mismatchingOffset(at, offset.getAsLong());
        }
        Ending ending = last.get() ? Ending.LAST_PART : Ending.PART;
        OptionalLong length = length(request, at, ending);
        OptionalLong known = upload.length();
        long end = at + request.contentLength().orElse(0);
        if (known.isPresent() && end > known.getAsLong()) {
            return UploadProblems.inconsistentLength(
                    end + " bytes in all, where " + known.getAsLong() + " were announced");
        }
        store.limits().check(end);
        return append(request, upload, at, ending, length);
    }

    private UploadReply append(
            UploadRequest request, Upload upload, long at, Ending ending, OptionalLong length)
            throws IOException {
        Map<DigestAlgorithm, Digest> content = digests(request, "Content-Digest");
        // Who computes a digest while sending knows it with the last part only.
        Map<DigestAlgorithm, Digest> whole = digests(request, "Repr-Digest");
        UploadReply reply = intake(request, upload, ending, content);
        if (reply instanceof UploadIntake intake) {
            try {
                intake.begin(at, length, whole.values());
            } catch (IOException | RuntimeException e) {
                intake.close();
                throw e;
            }
        }
        return reply;
    }

    private UploadReply intake(
            UploadRequest request,
            Upload upload,
            Ending ending,
            Map<DigestAlgorithm, Digest> content)
            throws IOException {
        return new UploadIntake(
                problems, store, request, upload, upload.append(request.abort()), ending, content);
    }

    private static UploadAnswer completed(UploadRequest request, Upload upload) {
        long size = upload.stored().map(Stored::size).orElse(0L);
        UploadAnswer answer =
                request.contentLength().orElse(1) > 0
                        ? UploadProblems.inconsistentLength(
                                "the upload is complete, with "
                                        + size
                                        + " bytes; no more can be appended")
                        : UploadProblems.completed(
                                "the upload is complete already, with " + size + " bytes");
        return where(answer, upload, size);
    }

    /// The length that a request says, in either way or both.
    private static OptionalLong length(UploadRequest request, long offset, Ending ending)
            throws UploadException {
        OptionalLong said = UploadFields.bytes(request.field("Upload-Length"));
        OptionalLong content = request.contentLength();
        if (content.isEmpty()) {
            return said;
        }
        long end = offset + content.getAsLong();
        if (said.isPresent()
                && (ending.isComplete() ? end != said.getAsLong() : end > said.getAsLong())) {
            throw new UploadException(
                    UploadException.Reason.LENGTH_MISMATCH,
                    "Upload-Length is "
                            + said.getAsLong()
                            + ", but with this content there are "
                            + end
                            + " bytes");
        }
        return ending.isComplete() ? OptionalLong.of(end) : said;
    }

    private static boolean isPartialUpload(@Nullable String contentType) {
        return contentType != null
                && contentType
                        .split(";", 2)[0]
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals(PARTIAL_UPLOAD);
    }

    private static Map<DigestAlgorithm, Digest> digests(UploadRequest request, String name)
            throws BadFieldException {
        String value = request.field(name);
        try {
            return value == null ? Map.of() : DigestFields.parse(name, value);
        } catch (IllegalArgumentException e) {
            throw new BadFieldException(String.valueOf(e.getMessage()));
        }
    }

    private static Set<DigestAlgorithm> wanted(UploadRequest request) {
        EnumSet<DigestAlgorithm> wanted = EnumSet.noneOf(DigestAlgorithm.class);
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            if (DigestFields.wants(request.field("Want-Repr-Digest"), algorithm)) {
                wanted.add(algorithm);
            }
        }
        return wanted;
    }

    private Precondition precondition(UploadRequest request) throws IOException {
        Optional<Precondition.Tags> match = tags(request, "If-Match");
        if (match.isEmpty()) {
            match = unmodified(request);
        }
        return new Precondition(match, tags(request, "If-None-Match"));
    }

    private static Optional<Precondition.Tags> tags(UploadRequest request, String name)
            throws BadFieldException {
        String value = request.field(name);
        if (value == null) {
            return Optional.empty();
        }
        try {
            EntityTags tags = EntityTags.parse(value);
            return Optional.of(new Precondition.Tags(tags.any(), tags.tags()));
        } catch (IllegalArgumentException e) {
            // Passed over, it would let a write through that its client meant to guard.
            throw new BadFieldException(name + ": " + e.getMessage());
        }
    }

    /// `If-Unmodified-Since`, as the tag of what is there: if that is still the one when the upload
    /// completes, it has not been modified.
    private Optional<Precondition.Tags> unmodified(UploadRequest request) throws IOException {
        String value = request.field("If-Unmodified-Since");
        Instant since = value == null ? null : HttpDate.parse(value.strip(), request.now());
        if (since == null) {
            return Optional.empty();
        }
        try {
            if (store.find(request.path()) instanceof Content content) {
                try (content) {
                    boolean unmodified =
                            !content.lastModified().truncatedTo(ChronoUnit.SECONDS).isAfter(since);
                    return Optional.of(
                            new Precondition.Tags(
                                    false, unmodified ? List.of(content.etag()) : List.of()));
                }
            }
        } catch (NoSuchFileException e) {
            // Nothing has been modified.
        }
        return Optional.empty();
    }

    /// A field that cannot be read.
    private static final class BadFieldException extends IOException {
        private static final long serialVersionUID = 1;

        BadFieldException(String message) {
            super(message);
        }
    }
}
