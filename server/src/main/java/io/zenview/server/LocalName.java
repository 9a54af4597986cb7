package io.zenview.server;

import io.netty.util.NetUtil;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether a request names this machine by a name that only this machine has.
///
/// A server that lets whoever reaches it write relies on nobody reaching it but programs on this
/// machine. A browser is one of them, and runs what strangers wrote: a page whose own name was made
/// to point to 127.0.0.1 counts as of the same origin (DNS rebinding). Its requests carry the
/// page's name in their `Host` field.
final class LocalName {
    private LocalName() {}

    /// Whether a `Host` field has an address or a name of the loopback interface.
    ///
    /// @param host with or without a port
    static boolean is(@Nullable String host) {
        if (host == null) {
            return true; // HTTP/1.0, which no browser speaks
        }
        String name = host.strip().toLowerCase(Locale.ROOT);
        if (name.startsWith("[")) {
            int end = name.indexOf(']');
            return end > 0 && NetUtil.isValidIpV6Address(name.substring(1, end));
        }
        int colon = name.indexOf(':');
        name = colon < 0 ? name : name.substring(0, colon);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || NetUtil.isValidIpV4Address(name);
    }
}
