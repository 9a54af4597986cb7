package io.zenview.server;

import io.zenview.server.RangeSet.ByteRange;

/// The value of `Content-Range` (RFC 9110, section 14.4).
final class ContentRange {
    private ContentRange() {}

    /// As in `bytes 0-99/1234`.
    ///
    /// @param range the bytes that follow
    /// @param size of the whole in bytes
    static String of(ByteRange range, long size) {
        return "bytes " + range.from() + '-' + (range.to() - 1) + '/' + size;
    }

    /// As in `bytes */1234`, for a 416.
    ///
    /// @param size of the whole in bytes
    static String unsatisfied(long size) {
        return "bytes */" + size;
    }
}
