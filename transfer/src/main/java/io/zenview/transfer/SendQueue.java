package io.zenview.transfer;

import java.util.OptionalLong;

/// What a socket was given to send and its peer has not acknowledged yet.
///
/// A program that hands bytes to the kernel learns that they were taken, not that they arrived.
/// With a slow peer the kernel takes a megabyte at once and then nothing for minutes; only its
/// queue tells such a peer from one that is gone.
public final class SendQueue {
    private SendQueue() {}

    /// Asks the kernel (`SIOCOUTQ`).
    ///
    /// @param socket the descriptor of a connected TCP socket
    /// @return the number of bytes; empty where it cannot be asked (not Linux, no native access) or
    ///   the descriptor is no such socket
    public static OptionalLong unacknowledged(int socket) {
        if (LinuxCalls.unavailability().isPresent()) {
            return OptionalLong.empty();
        }
        int bytes = new LinuxCalls().unacknowledged(socket);
        return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
    }
}
