package io.zenview.server;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One line of an access log, in the combined format of Apache and nginx.
///
/// @param client its address
/// @param time when the request came
/// @param request its first line, as in `GET /a HTTP/1.1`; null if there was none to be read
/// @param status of the answer
/// @param bytes of the body that were sent
/// @param referer as the client said, null if it did not
/// @param userAgent as the client said, null if it did not
record AccessLine(
        String client,
        Instant time,
        @Nullable String request,
        int status,
        long bytes,
        @Nullable String referer,
        @Nullable String userAgent) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    /// The line, without a line break at the end or anywhere in it.
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(200);
        escape(line, client);
        line.append(" - - [");
        TIME.formatTo(time, line);
        line.append("] ");
        quote(line, request);
        line.append(' ').append(status).append(' ').append(bytes).append(' ');
        quote(line, referer);
        line.append(' ');
        quote(line, userAgent);
        return line.toString();
    }

    private static void quote(StringBuilder line, @Nullable String text) {
        line.append('"');
        if (text == null) {
            line.append('-');
        } else {
            escape(line, text);
        }
        line.append('"');
    }

    /// Writes whatever could end a field, a line, or a terminal's good behaviour as `\xHH`.
    private static void escape(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
                line.append(c);
            } else if (c <= 0xff) {
                // A byte, as it came over the wire.
                escape(line, (byte) c);
            } else {
                boolean pair =
                        i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                int end = pair ? i + 2 : i + 1;
                for (byte b : text.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
                    escape(line, b);
                }
                i = end - 1;
            }
        }
    }

    private static void escape(StringBuilder line, byte b) {
        line.append("\\x");
        HexFormat.of().withUpperCase().formatHex(line, new byte[] {b});
    }
}
