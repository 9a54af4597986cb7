package io.zenview.cli;

import io.zenview.transfer.Digest;
import io.zenview.transfer.DigestAlgorithm;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A SHA-256 that the user has from somewhere: in hexadecimal digits, as `sha256sum` prints it, or
/// as it stands in a Repr-Digest field.
///
/// @param digest the digest
record GivenDigest(Digest digest) {
    private static final String NAME = DigestAlgorithm.SHA_256.toString();
    private static final int BYTES = 32;

    static GivenDigest parse(String text) {
        int end = text.indexOf('=') >= 0 ? text.indexOf('=') : text.indexOf(':');
        String value = text.substring(end + 1);
        boolean isNamed = end >= 0 && text.substring(0, end).toLowerCase(Locale.ROOT).equals(NAME);
        if (isNamed && value.length() > 1 && value.startsWith(":") && value.endsWith(":")) {
            try {
                byte[] bytes = Base64.getDecoder().decode(value.substring(1, value.length() - 1));
                if (bytes.length == BYTES) {
                    return of(HexFormat.of().formatHex(bytes));
                }
            } catch (IllegalArgumentException e) {
                throw refused(text);
            }
        } else if (isNamed && value.matches("[0-9a-fA-F]{64}")) {
            return of(value.toLowerCase(Locale.ROOT));
        }
        throw refused(text);
    }

    private static GivenDigest of(String hex) {
        return new GivenDigest(new Digest(DigestAlgorithm.SHA_256, hex));
    }

    private static TypeConversionException refused(String text) {
        return new TypeConversionException(
                "'"
                        + text
                        + "' is neither sha-256= with 64 hexadecimal digits nor sha-256=: with base64 and a colon");
    }

    /// For picocli.
    static final class Converter implements ITypeConverter<GivenDigest> {
        @Override
        public GivenDigest convert(String text) {
            return parse(text);
        }
    }
}
