package io.zenview.transfer;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/// How messages write a socket's address.
final class HostPort {
    private HostPort() {}

    /// `127.0.0.1:8082`, `[::1]:8082`, or the host as it was asked for if it was never resolved.
    static String format(InetSocketAddress address) {
        if (address.isUnresolved()) {
            return address.getHostString() + ":" + address.getPort();
        }
        String host = address.getAddress().getHostAddress();
        return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host)
                + ":"
                + address.getPort();
    }
}
