package io.zenview.server;

import java.time.Duration;
import java.util.Objects;

/// What clients may take of a server, all together, with the reasons for the defaults. They stand
/// here and nowhere else.
///
/// ```java
/// OriginServer.builder().limits(Limits.DEFAULT.withMaxConnections(500));
/// ```
///
/// @param maxConnections open connections; further ones are closed at once. 10,000: a connection
///   costs a descriptor and some 20 KB, so they fit into 256 MiB, and the usual hard limit of
///   descriptors is higher
/// @param maxHeadBytes request line and header fields of a request in bytes, each for itself. 8
///   KiB, as nginx and Apache have it: more than any browser sends
/// @param maxRanges ranges in one request; with more, the whole is sent. 16: players and download
///   programs ask for one or two, attacks for thousands (CVE-2011-3192)
/// @param headTime from the first byte of a request's head to its last. 10 s: a head is one packet
///   or two; who takes longer holds a connection on purpose (slow header attack)
/// @param idleTime how long a connection may stay open between requests. 60 s: longer than a page
///   takes to ask for the next thing, and cheap to open anew
/// @param stallTime how long a body, in either direction, may stand still. 60 s: three
///   retransmissions of TCP under heavy loss
/// @param minRate bytes per second that a body in progress has to move, over a minute. 1 KiB/s: a
///   modem of 1991 did that; who is slower holds a connection on purpose (slow reader attack)
/// @param maxReceptions bodies being received at the same time; further ones are answered by 503.
///   64: each has a thread and a pipe of 1 MiB
/// @param uploads what uploads are held to beyond that
/// @param graceTime how long a stopping server lets bodies in flight go on. 30 s, as container
///   managers and systemd wait before they kill
public record Limits(
        int maxConnections,
        int maxHeadBytes,
        int maxRanges,
        Duration headTime,
        Duration idleTime,
        Duration stallTime,
        long minRate,
        int maxReceptions,
        UploadLimits uploads,
        Duration graceTime) {

    /// The defaults.
    public static final Limits DEFAULT =
            new Limits(
                    10_000,
                    8 << 10,
                    16,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    1 << 10,
                    64,
                    UploadLimits.DEFAULT,
                    Duration.ofSeconds(30));

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if one of them allows nothing at all
    public Limits {
        requirePositive("maxConnections", maxConnections);
        requirePositive("maxHeadBytes", maxHeadBytes);
        requirePositive("maxRanges", maxRanges);
        requirePositive("headTime", headTime.toMillis());
        requirePositive("idleTime", idleTime.toMillis());
        requirePositive("stallTime", stallTime.toMillis());
        requirePositive("maxReceptions", maxReceptions);
        Objects.requireNonNull(uploads, "uploads");
        if (minRate < 0 || graceTime.isNegative()) {
            throw new IllegalArgumentException(
                    "minRate " + minRate + " and graceTime " + graceTime + " cannot be negative");
        }
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value);
        }
    }

    /// The same with another number of connections.
    ///
    /// @param count at least 1
    /// @return the changed limits
    public Limits withMaxConnections(int count) {
        return new Limits(
                count,
                maxHeadBytes,
                maxRanges,
                headTime,
                idleTime,
                stallTime,
                minRate,
                maxReceptions,
                uploads,
                graceTime);
    }

    /// The same with other times for a head, for idling, and for a body that stands still.
    ///
    /// @param head for a request's head
    /// @param idle between requests
    /// @param stall for a body
    /// @return the changed limits
    public Limits withTimes(Duration head, Duration idle, Duration stall) {
        return new Limits(
                maxConnections,
                maxHeadBytes,
                maxRanges,
                head,
                idle,
                stall,
                minRate,
                maxReceptions,
                uploads,
                graceTime);
    }

    /// The same with another minimum rate.
    ///
    /// @param bytesPerSecond 0 for none
    /// @return the changed limits
    public Limits withMinRate(long bytesPerSecond) {
        return new Limits(
                maxConnections,
                maxHeadBytes,
                maxRanges,
                headTime,
                idleTime,
                stallTime,
                bytesPerSecond,
                maxReceptions,
                uploads,
                graceTime);
    }

    /// The same with other limits for uploads.
    ///
    /// @param other what uploads are held to
    /// @return the changed limits
    public Limits withUploads(UploadLimits other) {
        return new Limits(
                maxConnections,
                maxHeadBytes,
                maxRanges,
                headTime,
                idleTime,
                stallTime,
                minRate,
                maxReceptions,
                other,
                graceTime);
    }

    /// The same with another time to finish bodies in when the server stops.
    ///
    /// @param grace zero to cut them off
    /// @return the changed limits
    public Limits withGraceTime(Duration grace) {
        return new Limits(
                maxConnections,
                maxHeadBytes,
                maxRanges,
                headTime,
                idleTime,
                stallTime,
                minRate,
                maxReceptions,
                uploads,
                grace);
    }
}
