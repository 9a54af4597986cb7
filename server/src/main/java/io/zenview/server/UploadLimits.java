package io.zenview.server;

import java.time.Duration;

/// What uploads are held to.
///
/// @param maxSize how many bytes one upload may have; at most [#LARGEST]
/// @param maxUnfinished how many uploads may be unfinished at a time
/// @param maxUnfinishedBytes how many bytes unfinished uploads may take together. An upload whose
///   length is known counts in full from the beginning.
/// @param expiry how long an unfinished upload is kept after the last byte came, and how long a
///   complete one is remembered; at least a second
public record UploadLimits(
        long maxSize, int maxUnfinished, long maxUnfinishedBytes, Duration expiry) {

    /// The largest number that a header of the protocol can say: 15 digits.
    public static final long LARGEST = 999_999_999_999_999L;

    /// 1 TiB each, because a mistyped command should not fill a disk array unasked; 1,000 at a time
    /// and 4 TiB together, so that abandoned uploads are no way to take all there is; kept for a
    /// day, so that an upload broken off in the evening can go on in the morning.
    public static final UploadLimits DEFAULT =
            new UploadLimits(1L << 40, 1_000, 4L << 40, Duration.ofHours(24));

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if one of them makes no sense
    public UploadLimits {
        if (maxSize < 0 || maxSize > LARGEST) {
            throw new IllegalArgumentException(
                    "maxSize " + maxSize + " is not from 0 to " + LARGEST);
        }
        if (maxUnfinished < 1) {
            throw new IllegalArgumentException("maxUnfinished " + maxUnfinished + " is below 1");
        }
        if (maxUnfinishedBytes < 0) {
            throw new IllegalArgumentException(
                    "maxUnfinishedBytes " + maxUnfinishedBytes + " is negative");
        }
        if (expiry.toSeconds() < 1) {
            throw new IllegalArgumentException("expiry " + expiry + " is below a second");
        }
    }

    /// Refuses what is too large.
    void check(long bytes) throws UploadException {
        if (bytes > maxSize) {
            throw new UploadException(
                    UploadException.Reason.TOO_LARGE, bytes + " bytes; the limit is " + maxSize);
        }
    }
}
