package io.zenview.client;

import io.zenview.transfer.Digest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a finished [Download] did.
///
/// @param source the address that the bytes came from, after redirects
/// @param file where they are now
/// @param bytes the size of the file in bytes
/// @param elapsed from the first request to the final name
/// @param resumedFrom bytes that an earlier run had fetched already
/// @param streams requests that ran side by side at most
/// @param etag the source's entity tag, with its quotes
/// @param digest the SHA-256 of the file, computed from what was written
/// @param verified whether the server's digest or the caller's was compared, and equal
/// @param notes what the user should know, a sentence each: why something was not resumed, or not
///   verified
public record GetReport(
        URI source,
        Path file,
        long bytes,
        Duration elapsed,
        long resumedFrom,
        int streams,
        Optional<String> etag,
        Digest digest,
        boolean verified,
        List<String> notes) {

    /// The rate at which this run fetched.
    ///
    /// @return bytes per second, without those that were there before
    public double bytesPerSecond() {
        return (bytes - resumedFrom) / Math.max(1e-9, elapsed.toNanos() / 1e9);
    }
}
