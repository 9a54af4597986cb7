package io.zenview.server;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.greenbytes.http.sfv.BooleanItem;
import org.greenbytes.http.sfv.IntegerItem;
import org.jspecify.annotations.Nullable;

/// The fields of draft-ietf-httpbis-resumable-upload. What has another type than the draft gives it
/// counts as absent, as the draft says; parameters mean nothing.
final class UploadFields {

    /// The greatest integer that a structured field can have.
    static final long GREATEST = 999_999_999_999_999L;

    private UploadFields() {}

    /// Reads `Upload-Offset` or `Upload-Length`.
    ///
    /// @param value the field's, null if there is none
    /// @return a number of bytes, if it is one
    static OptionalLong bytes(@Nullable String value) {
        if (value != null) {
            try {
                if (StructuredFields.item("the field", value) instanceof IntegerItem item
                        && item.getAsLong() >= 0) {
                    return OptionalLong.of(item.getAsLong());
                }
            } catch (IllegalArgumentException _) {
                // absent
            }
        }
        return OptionalLong.empty();
    }

    /// Reads `Upload-Complete`.
    ///
    /// @param value the field's, null if there is none
    static Optional<Boolean> flag(@Nullable String value) {
        if (value != null) {
            try {
                if (StructuredFields.item("the field", value) instanceof BooleanItem item) {
                    return Optional.of(item.get());
                }
            } catch (IllegalArgumentException _) {
                // absent
            }
        }
        return Optional.empty();
    }

    /// Writes `Upload-Complete`.
    static String format(boolean flag) {
        return flag ? "?1" : "?0";
    }

    /// Writes `Upload-Limit`, as in `max-size=1000, max-age=60`. What is greater than a structured
    /// field can say is as good as unlimited and said as [#GREATEST].
    ///
    /// @param maxSize of an upload in bytes
    /// @param maxAge how long an upload that rests is kept
    static String limit(long maxSize, Duration maxAge) {
        if (maxSize < 0 || maxAge.isNegative()) {
            throw new IllegalArgumentException(
                    "no upload has at most %d bytes and is kept for %s".formatted(maxSize, maxAge));
        }
        return "max-size=%d, max-age=%d"
                .formatted(Math.min(maxSize, GREATEST), Math.min(maxAge.toSeconds(), GREATEST));
    }
}
