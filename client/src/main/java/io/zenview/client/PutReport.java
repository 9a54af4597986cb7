package io.zenview.client;

import io.zenview.transfer.Digest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a finished [Upload] did.
///
/// @param file what was sent
/// @param target where it was to go
/// @param size the size of the file in bytes
/// @param bytes how many of them this run sent, those included that were sent twice
/// @param resumedFrom bytes that the server had from an earlier run
/// @param elapsed from the first request to the last answer
/// @param digest the file's SHA-256
/// @param verified whether the server has compared it, or has told the same one
/// @param etag the entity tag that the server gave it, with its quotes
/// @param location where it is now, if that is not the target
/// @param resumable whether the server takes uploads in parts
/// @param viaSendfile whether the bytes went by sendfile, none through this process; over https
///   they are read and encrypted here
/// @param notes what the user should know, a sentence each
public record PutReport(
        Path file,
        URI target,
        long size,
        long bytes,
        long resumedFrom,
        Duration elapsed,
        Digest digest,
        boolean verified,
        Optional<String> etag,
        Optional<URI> location,
        boolean resumable,
        boolean viaSendfile,
        List<String> notes) {

    /// The rate of this run.
    ///
    /// @return bytes per second
    public double bytesPerSecond() {
        return bytes / Math.max(1e-9, elapsed.toNanos() / 1e9);
    }
}
