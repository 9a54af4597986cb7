package io.zenview.server;

import io.zenview.server.RangeSet.ByteRange;
import io.zenview.transfer.MemoryRegion;
import io.zenview.transfer.Payload;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Several ranges in one body: `multipart/byteranges` of RFC 9110, section 14.6.
///
/// The head of each part is a small heap region, and between heads the regions of the content lie
/// as they are.
///
/// @param payload the whole body
/// @param contentType the value of `Content-Type`
record MultipartRanges(Payload payload, String contentType) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /// Puts ranges together, in the order given.
    ///
    /// @param content all of the bytes
    /// @param ranges inside of it
    /// @param mediaType of the content
    /// @throws IllegalArgumentException if the media type has a line break or the like in it
    /// @throws IndexOutOfBoundsException if a range is not inside of the content
    static MultipartRanges of(Payload content, List<ByteRange> ranges, String mediaType) {
        // A boundary that can be guessed could be put into the content by whoever wrote that.
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return of(content, ranges, mediaType, HexFormat.of().formatHex(random));
    }

    static MultipartRanges of(
            Payload content, List<ByteRange> ranges, String mediaType, String boundary) {
        if (mediaType.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a media type has no control characters");
        }
        List<Payload> parts = new ArrayList<>(2 * ranges.size() + 1);
        String line = "--" + boundary;
        for (ByteRange range : ranges) {
            parts.add(
                    text(
                            """
                            %s\r
                            Content-Type: %s\r
                            Content-Range: %s\r
                            \r
                            """
                                    .formatted(
                                            line,
                                            mediaType,
                                            ContentRange.of(range, content.size()))));
            parts.add(content.slice(range.from(), range.to()));
            line = "\r\n--" + boundary;
        }
        parts.add(text(line + "--\r\n"));
        return new MultipartRanges(
                Payload.concat(parts.toArray(Payload[]::new)),
                "multipart/byteranges; boundary=" + boundary);
    }

    private static Payload text(String text) {
        return Payload.of(
                new MemoryRegion(
                        MemorySegment.ofArray(text.getBytes(StandardCharsets.ISO_8859_1))));
    }
}
