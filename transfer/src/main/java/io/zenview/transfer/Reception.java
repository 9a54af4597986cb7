package io.zenview.transfer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// One connection to a [Receiver] that has ended.
///
/// @param peer the sender's address
/// @param method how the bytes were taken
/// @param bytes how many bytes came
/// @param elapsed wall time from the accepted connection to the end of the stream (or to its
///   failure)
/// @param digest the digest of the bytes in the order received, if one was asked for and the stream
///   came to its end
/// @param file where the bytes are, if they were to be kept and the stream came to its end
/// @param failure why the stream did not come to its end or could not be kept; empty if all went
///   well. Nothing is kept of a connection that failed
public record Reception(
        InetSocketAddress peer,
        ReceiveMethod method,
        long bytes,
        Duration elapsed,
        Optional<Digest> digest,
        Optional<Path> file,
        Optional<IOException> failure) {

    /// The mean rate.
    ///
    /// @return bytes per second of [#elapsed]
    public double bytesPerSecond() {
        return Rate.bytesPerSecond(bytes, elapsed);
    }
}
