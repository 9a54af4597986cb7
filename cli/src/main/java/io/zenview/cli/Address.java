package io.zenview.cli;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Where a receiver listens, as a user writes it: `host:port`, `host`, `[IPv6 address]:port`,
/// `:port`.
///
/// @param host a name or a numeric address, without brackets
/// @param port from 1 to 65535
record Address(String host, int port) {
    static final String DEFAULT_HOST = "127.0.0.1";
    static final int DEFAULT_PORT = 8082;

    static Address parse(String text) {
        String host = text;
        String port = "";
        int bracket = text.indexOf(']');
        int colon = text.lastIndexOf(':');
        if (text.startsWith("[") && bracket > 0) {
            host = text.substring(1, bracket);
            String rest = text.substring(bracket + 1);
            if (!rest.isEmpty() && !rest.startsWith(":")) {
                throw refused(text);
            }
            port = rest.isEmpty() ? "" : rest.substring(1);
        } else if (colon >= 0) {
            if (text.indexOf(':') != colon) {
                throw new TypeConversionException(
                        "'"
                                + text
                                + "' has several colons; write an IPv6 address in brackets, as in [::1]:8082");
            }
            host = text.substring(0, colon);
            port = text.substring(colon + 1);
        }
        if ((!port.isEmpty() && !port.matches("\\d{1,5}")) || text.isBlank()) {
            throw refused(text);
        }
        int number = port.isEmpty() ? DEFAULT_PORT : Integer.parseInt(port);
        if (number < 1 || number > 65_535) {
            throw new TypeConversionException("'" + text + "' has no port between 1 and 65535");
        }
        return new Address(host.isEmpty() ? DEFAULT_HOST : host, number);
    }

    private static TypeConversionException refused(String text) {
        return new TypeConversionException("'" + text + "' is not of the form HOST:PORT");
    }

    /// Not looked up yet: that happens, and fails, when it is used.
    InetSocketAddress unresolved() {
        return InetSocketAddress.createUnresolved(host, port);
    }

    /// For picocli.
    static final class Converter implements ITypeConverter<Address> {
        @Override
        public Address convert(String text) {
            return parse(text);
        }
    }
}
