package io.zenview.client;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What an address of http has to be, and the name of a file in it.
public final class HttpAddress {
    private HttpAddress() {}

    static URI require(URI address) {
        String scheme = String.valueOf(address.getScheme());
        boolean isHttp = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
        if (!isHttp || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "'" + address + "' is no address like http://host/path");
        }
        return address;
    }

    static String requireToken(String token) {
        // Whatever else it is, it must not end the line that it stands in.
        if (!token.matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException(
                    "the token has no or other characters than ASCII letters, digits and signs");
        }
        return token;
    }

    /// The name of a file that the last part of an address's path stands for, decoded.
    ///
    /// @param address any address
    /// @return a name without separators; nothing if the path ends with a slash, or what stands
    ///   there can't be a name of a file in a folder
    public static Optional<String> fileName(URI address) {
        String path = address.getRawPath();
        if (path == null) {
            return Optional.empty();
        }
        return decode(path.substring(path.lastIndexOf('/') + 1))
                .filter(name -> !name.isEmpty() && !name.equals(".") && !name.equals(".."))
                .filter(name -> name.chars().noneMatch(HttpAddress::isForbidden));
    }

    private static boolean isForbidden(int character) {
        return character == '/' || character == '\\' || Character.isISOControl(character);
    }

    private static Optional<String> decode(String segment) {
        byte[] raw = segment.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%' && i + 2 < raw.length) {
                int high = Character.digit(raw[i + 1], 16);
                int low = Character.digit(raw[i + 2], 16);
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else {
                bytes.put(raw[i]);
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /// The bytes of a name as a part of a path.
    static String encode(String name) {
        StringBuilder text = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean isPlain =
                    c < 0x80
                            && (Character.isLetterOrDigit(c)
                                    || "-._~!$&'()*+,;=:@".indexOf(c) >= 0);
            text.append(isPlain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return text.toString();
    }
}
