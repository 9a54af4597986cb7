package io.zenview.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// An address of http, as people write it: blanks and letters of any script may stand in it as they
/// are.
///
/// @param uri what is sent
record WebAddress(URI uri) {
    private static final String ENCODED = " \"<>\\^`{|}";

    static WebAddress parse(String text) {
        StringBuilder encoded = new StringBuilder();
        text.codePoints()
                .forEach(point -> {
                    if (point >= 0x80 || ENCODED.indexOf(point) >= 0) {
                        for (byte octet :
                                Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                            encoded.append("%%%02X".formatted(octet & 0xff));
                        }
                    } else {
                        encoded.appendCodePoint(point);
                    }
                });
        URI uri;
        try {
            uri = new URI(encoded.toString());
        } catch (URISyntaxException e) {
            throw refused(text);
        }
        boolean isHttp =
                "http".equalsIgnoreCase(uri.getScheme())
                        || "https".equalsIgnoreCase(uri.getScheme());
        if (!isHttp || uri.getHost() == null) {
            throw refused(text);
        }
        return new WebAddress(uri);
    }

    private static TypeConversionException refused(String text) {
        return new TypeConversionException(
                "'" + text + "' is not of the form http://HOST/PATH or https://HOST/PATH");
    }

    /// For picocli.
    static final class Converter implements ITypeConverter<WebAddress> {
        @Override
        public WebAddress convert(String text) {
            return parse(text);
        }
    }
}
