package io.zenview.server;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Map;

/// The refusals of the upload protocol.
final class UploadProblems {
    private static final String REGISTRY = "https://iana.org/assignments/http-problem-types#";

    /// When a server that has too many uploads may be asked again: some will have ended.
    private static final String RETRY_SECONDS = "60";

    private final UploadLimits limits;

    UploadProblems(UploadLimits limits) {
        this.limits = limits;
    }

    static UploadAnswer refusal(int status, String title, String detail) {
        return UploadAnswer.of(Problem.of(status, title, detail));
    }

    static UploadAnswer badRequest(String detail) {
        return refusal(400, "Bad Request", detail);
    }

    static UploadAnswer unknownUpload() {
        return refusal(
                404, "Not Found", "there is no such upload: cancelled, expired, or never begun");
    }

    static UploadAnswer notAllowed(String method, String allowed) {
        return refusal(405, "Method Not Allowed", method + " is not possible here")
                .with("Allow", allowed);
    }

    static UploadAnswer unauthorized(boolean tokenGiven) {
        return refusal(
                        401,
                        "Unauthorized",
                        tokenGiven
                                ? "the token is not the right one"
                                : "a token is needed, as in Authorization: Bearer TOKEN")
                .with(
                        "WWW-Authenticate",
                        tokenGiven
                                ? "Bearer realm=\"zenview\", error=\"invalid_token\""
                                : "Bearer realm=\"zenview\"");
    }

    static UploadAnswer mismatchingOffset(long expected, long provided) {
        return UploadAnswer.of(
                        problem(
                                        "mismatching-upload-offset",
                                        409,
                                        "Mismatching Upload Offset",
                                        "the upload is at " + expected + ", not at " + provided)
                                .with("expected-offset", expected)
                                .with("provided-offset", provided))
                .with("Upload-Offset", Long.toString(expected))
                .with("Upload-Complete", UploadFields.format(false));
    }

    private static Problem problem(String type, int status, String title, String detail) {
        return new Problem(REGISTRY + type, status, title, detail, Map.of());
    }

    static UploadAnswer inconsistentLength(String detail) {
        return UploadAnswer.of(
                problem(
                        "inconsistent-upload-length",
                        400,
                        "Inconsistent Upload Length Values",
                        detail));
    }

    static UploadAnswer completed(String detail) {
        return UploadAnswer.of(problem("completed-upload", 400, "Upload Is Completed", detail));
    }

    UploadAnswer tooLarge(String detail) {
        return refusal(413, "Content Too Large", detail)
                .with("Upload-Limit", limit(limits.expiry()));
    }

    /// The value of `Upload-Limit` for an upload that is kept for some time yet.
    String limit(Duration remaining) {
        return UploadFields.limit(
                limits.maxSize(), remaining.isNegative() ? Duration.ZERO : remaining);
    }

    /// The answer to what a store refused.
    ///
    /// @throws IOException the failure itself, if it is no refusal
    UploadAnswer refused(UploadRequest request, IOException failure) throws IOException {
        return switch (failure) {
            case UploadException refused -> refused(refused);
            case NoSuchFileException _ ->
                    refusal(404, "Not Found", "there is nothing at " + request.path());
            case AccessDeniedException _ ->
                    refusal(403, "Forbidden", request.path() + " may not be written");
            default -> throw failure;
        };
    }

    private UploadAnswer refused(UploadException failure) {
        int status = failure.reason().status();
        String detail = String.valueOf(failure.getMessage());
        return switch (failure.reason()) {
            case PRECONDITION_FAILED -> refusal(status, "Precondition Failed", detail);
            case CONFLICT, TAKEN_OVER -> refusal(status, "Conflict", detail);
            case TOO_LARGE -> tooLarge(detail);
            case TOO_MANY ->
                    refusal(status, "Service Unavailable", detail)
                            .with("Retry-After", RETRY_SECONDS);
            case DISK_FULL -> refusal(status, "Insufficient Storage", detail);
            case DIGEST_MISMATCH -> refusal(status, "Digest Mismatch", detail);
            case LENGTH_MISMATCH -> inconsistentLength(detail);
            case COMPLETED -> completed(detail);
            case GONE -> unknownUpload();
        };
    }
}
