package io.zenview.cli;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;

/// How figures of a transfer are written for people; JSON has them exact.
final class Figures {
    private static final double GIB = 1L << 30;

    private Figures() {}

    /// Readable and exact: `2 GiB (2147483648 bytes)`, or just `17 B`.
    static String bytes(long bytes) {
        return bytes < 1024 ? bytes + " B" : new ByteSize(bytes) + " (" + bytes + " bytes)";
    }

    /// `127.0.0.1:8082` or `[::1]:8082`.
    static String address(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        String numeric = host.getHostAddress();
        return (host instanceof Inet6Address ? "[" + numeric + "]" : numeric)
                + ":"
                + address.getPort();
    }

    static String rate(double bytesPerSecond) {
        return new ByteSize(Math.round(bytesPerSecond)) + "/s";
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f s", seconds(time.toNanos()));
    }

    /// CPU time comes in steps of 10 ms; more digits would lie.
    static String cpu(Duration time, long bytes) {
        String total = String.format(Locale.ROOT, "%.2f s", seconds(time.toNanos()));
        // Below this a step of the clock is most of the figure.
        boolean tellsARatio = bytes >= GIB / 4;
        return tellsARatio
                ? total
                        + String.format(
                                Locale.ROOT,
                                " (%.2f s per GiB)",
                                seconds(time.toNanos()) / (bytes / GIB))
                : total;
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
