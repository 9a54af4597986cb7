package io.zenview.cli;

import io.zenview.view.Bytes;

/// Texts and bytes in quotes, as Python writes them.
final class Quoted {
    private static final String HEX = "0123456789abcdef";

    private Quoted() {}

    /// Bytes as `b'ab\x00'`, without the zeros that fill the element up.
    static String bytes(Bytes bytes) {
        long length = bytes.length();
        while (length > 0 && bytes.get(length - 1) == 0) {
            length--;
        }
        StringBuilder text = new StringBuilder();
        boolean single = false;
        boolean doubled = false;
        for (int i = 0; i < length; i++) {
            single |= bytes.get(i) == '\'';
            doubled |= bytes.get(i) == '"';
        }
        char quote = single && !doubled ? '"' : '\'';
        text.append('b').append(quote);
        for (int i = 0; i < length; i++) {
            int octet = bytes.get(i);
            if (octet >= 0x20 && octet < 0x7f) {
                character(text, octet, quote);
            } else {
                escape(text, octet);
            }
        }
        return text.append(quote).toString();
    }

    /// Bytes of no known meaning, as NumPy writes `void`: `b'\x00\xFF'`.
    static String hex(Bytes bytes) {
        StringBuilder text = new StringBuilder("b'");
        for (int i = 0; i < bytes.length(); i++) {
            text.append("\\x").append("%02X".formatted(bytes.get(i)));
        }
        return text.append('\'').toString();
    }

    /// A text as `'ab'`, with escapes for what can't be seen.
    static String text(String value) {
        char quote = value.indexOf('\'') >= 0 && value.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder text = new StringBuilder().append(quote);
        value.codePoints()
                .forEach(point -> {
                    if (isPrintable(point)) {
                        character(text, point, quote);
                    } else {
                        escape(text, point);
                    }
                });
        return text.append(quote).toString();
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }

    private static void character(StringBuilder text, int point, char quote) {
        if (point == quote || point == '\\') {
            text.append('\\');
        }
        text.appendCodePoint(point);
    }

    private static void escape(StringBuilder text, int point) {
        switch (point) {
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                int digits = point <= 0xff ? 2 : point <= 0xffff ? 4 : 8;
                text.append('\\').append(digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
                for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
                    text.append(HEX.charAt((point >>> shift) & 0xf));
                }
            }
        }
    }
}
