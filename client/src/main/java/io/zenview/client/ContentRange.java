package io.zenview.client;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A `Content-Range` of bytes (RFC 9110, section 14.4).
///
/// @param from the first byte; -1 if there is no range, as in `bytes */17`
/// @param to the byte after the last one
/// @param size the size of the whole; -1 if the server doesn't say
record ContentRange(long from, long to, long size) {
    // 18 digits fit a long.
    private static final Pattern RANGE =
            Pattern.compile("bytes (?:(\\d{1,18})-(\\d{1,18})|\\*)/(?:(\\d{1,18})|\\*)");

    static Optional<ContentRange> parse(String field) {
        Matcher matcher = RANGE.matcher(field);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long size = matcher.group(3) == null ? -1 : Long.parseLong(matcher.group(3));
        if (matcher.group(1) == null) {
            return Optional.of(new ContentRange(-1, -1, size));
        }
        long from = Long.parseLong(matcher.group(1));
        long to = Long.parseLong(matcher.group(2)) + 1;
        return to <= from || (size >= 0 && to > size)
                ? Optional.empty()
                : Optional.of(new ContentRange(from, to, size));
    }
}
