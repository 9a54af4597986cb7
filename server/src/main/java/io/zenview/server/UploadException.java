package io.zenview.server;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An upload, or the removal of a file, was refused.
public final class UploadException extends IOException {
    private static final long serialVersionUID = 1L;

    /// Why it was refused.
    private final Reason reason;

    /// A refusal.
    ///
    /// @param reason its kind
    /// @param message a sentence with the numbers and names
    public UploadException(Reason reason, String message) {
        this(reason, message, null);
    }

    /// A refusal because something else failed.
    ///
    /// @param reason its kind
    /// @param message a sentence with the numbers and names
    /// @param cause what failed
    public UploadException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /// Why it was refused.
    ///
    /// @return the kind of refusal
    public Reason reason() {
        return reason;
    }

    /// Why something is refused, and the status that says so in HTTP.
    public enum Reason {
        /// What the path names now is not what the request expects there.
        PRECONDITION_FAILED(412),
        /// The path cannot name a file: it is a directory, or one of its parents is a file.
        CONFLICT(409),
        /// More bytes than an upload may have.
        TOO_LARGE(413),
        /// More unfinished uploads, or more bytes in them, than the store takes.
        TOO_MANY(503),
        /// The disk, or a quota on it, is full.
        DISK_FULL(507),
        /// The digest of the bytes is not the expected one.
        DIGEST_MISMATCH(400),
        /// More or fewer bytes than the length that was said, or two different lengths.
        LENGTH_MISMATCH(400),
        /// The upload is complete; nothing can be appended.
        COMPLETED(400),
        /// Another request for the same upload came later.
        TAKEN_OVER(409),
        /// The upload was cancelled, has expired, or failed for good.
        GONE(404);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        /// The status code.
        ///
        /// @return a number from 400 to 599
        public int status() {
            return status;
        }
    }
}
