package io.zenview.transfer;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/// What a [Sender] did.
///
/// @param peer the receiver's address
/// @param method how the bytes were sent
/// @param bytes the number of bytes sent, the payload's size
/// @param elapsed wall time from the established connection until the operating system had taken
///   the last byte; for [SendMethod#WHOLE] that includes reading the payload into memory. Waiting
///   for the receiver's end is not part of it
/// @param cpu processor time that the whole process spent meanwhile, all threads, in steps of 10 ms
///   on Linux
/// @param bytesThroughUserSpace how many of the bytes this process had in its memory on their way,
///   see [SendMethod]
/// @param confirmed whether the receiver ended the connection in order after the last byte. That is
///   as much as raw TCP tells: a receiver that ends its side first and drops what then arrives
///   looks the same, so compare digests where it matters. False when the receiver kept its side
///   open for longer than [Sender.Builder#closeWait]: nothing is known to be wrong then
/// @param digest the digest of the bytes in the order sent, if one was asked for
public record SendReport(
        InetSocketAddress peer,
        SendMethod method,
        long bytes,
        Duration elapsed,
        Duration cpu,
        long bytesThroughUserSpace,
        boolean confirmed,
        Optional<Digest> digest) {

    /// The mean rate.
    ///
    /// @return bytes per second of [#elapsed]
    public double bytesPerSecond() {
        return Rate.bytesPerSecond(bytes, elapsed);
    }
}
