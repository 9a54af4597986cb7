package io.zenview.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request's path, decoded and taken apart; none of its segments can lead anywhere but down.
///
/// Every spelling of a path that would have to be interpreted is refused instead: two programs that
/// resolve `..` or `//` differently are how files get out.
///
/// @param segments decoded names from the root down, none of them empty, `.`, `..`, longer than
///   [#LONGEST_SEGMENT] bytes, or with a slash, a backslash or a control character in it
/// @param directory whether the path ended in a slash (the root does)
public record ContentPath(List<String> segments, boolean directory) {

    /// The longest segment in bytes of UTF-8: what Linux file systems take as a name.
    public static final int LONGEST_SEGMENT = 255;

    /// `pchar` of RFC 3986, but for letters and digits.
    private static final String UNESCAPED = "-._~!$&'()*+,;=:@";

    /// Above everything else.
    public static final ContentPath ROOT = new ContentPath(List.of(), true);

    /// Checks the segments.
    ///
    /// @throws IllegalArgumentException if a segment is none, or if the root is said to be no
    ///   directory
    public ContentPath {
        segments = List.copyOf(segments);
        for (int i = 0; i < segments.size(); i++) {
            String fault = fault(segments.get(i));
            if (fault != null) {
                throw new IllegalArgumentException("segment " + i + " of a path " + fault);
            }
        }
        if (segments.isEmpty() && !directory) {
            throw new IllegalArgumentException("the root of all paths is a directory");
        }
    }

    /// Decodes the target of a request.
    ///
    /// What follows a `?` or a `#` is left alone. Characters from 0x80 to 0xff are taken as the
    /// bytes that came over the wire, because curl sends UTF-8 as it is. Empty segments (`//`) are
    /// refused: a client that takes a link beginning with two slashes for another server's name
    /// would be led there.
    ///
    /// @param target the target in origin form, as in `/films/a%20b.mp4?t=3`
    /// @return the path
    /// @throws IllegalArgumentException if it does not begin with a slash, or has a bad escape,
    ///   bytes that are no UTF-8, a control character, a space, a backslash or an escaped slash, or
    ///   a segment that is empty, `.`, `..` or too long; the message says which, and where
    public static ContentPath parse(String target) {
        if (target.isEmpty() || target.charAt(0) != '/') {
            throw new IllegalArgumentException("a path begins with a slash");
        }
        int end = 1;
        while (end < target.length() && target.charAt(end) != '?' && target.charAt(end) != '#') {
            end++;
        }
        List<String> segments = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.allocate(end);
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        int start = 1;
        for (int at = 1; at < end; at++) {
            char c = target.charAt(at);
            if (c == '/') {
                segments.add(segment(utf8, bytes.flip(), start));
                bytes.clear();
                start = at + 1;
            } else if (c == '%') {
                bytes.put((byte) escaped(target, at, end));
                at += 2;
            } else if (c > 0xff || c == '\\' || c <= ' ' || c == 0x7f) {
                throw new IllegalArgumentException(
                        "a path has no character 0x%x, here at %d: it is to be escaped"
                                .formatted((int) c, at));
            } else {
                bytes.put((byte) c);
            }
        }
        boolean directory = start == end;
        if (!directory) {
            segments.add(segment(utf8, bytes.flip(), start));
        }
        return new ContentPath(segments, directory);
    }

    private static int escaped(String target, int at, int end) {
        int high = at + 2 < end ? digit(target.charAt(at + 1)) : -1;
        int low = at + 2 < end ? digit(target.charAt(at + 2)) : -1;
        if (high < 0 || low < 0) {
            throw new IllegalArgumentException(
                    "an escape is %% and two hexadecimal digits, unlike the one at %d"
                            .formatted(at));
        }
        int value = high << 4 | low;
        if (value == '/') {
            throw new IllegalArgumentException(
                    "an escaped slash, here at %d, is in no name".formatted(at));
        }
        return value;
    }

    /// Unlike [Character#digit], knows no digits of other scripts.
    private static int digit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static String segment(CharsetDecoder utf8, ByteBuffer bytes, int start) {
        String name;
        try {
            name = utf8.decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "the segment at " + start + " of a path is not UTF-8", e);
        }
        String fault = fault(name);
        if (fault != null) {
            throw new IllegalArgumentException("the segment at " + start + " of a path " + fault);
        }
        return name;
    }

    /// Why a name is none that a path can have, or null.
    static @Nullable String fault(String name) {
        if (name.isEmpty()) {
            return "is empty";
        }
        if (name.equals(".") || name.equals("..")) {
            return "is '" + name + "', which is not resolved here";
        }
        int size = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '/' || c == '\\' || Character.isISOControl(c)) {
                return "has the character 0x%x at %d".formatted((int) c, i);
            }
            if (c < 0x80) {
                size += 1;
            } else if (c < 0x800) {
                size += 2;
            } else if (!Character.isSurrogate(c)) {
                size += 3;
            } else if (i + 1 < name.length() && Character.isSurrogatePair(c, name.charAt(i + 1))) {
                size += 4;
                i++;
            } else {
                return "has half of a surrogate pair at " + i;
            }
        }
        return size > LONGEST_SEGMENT
                ? "is %d bytes long; %d is the most".formatted(size, LONGEST_SEGMENT)
                : null;
    }

    /// What lies in this directory under a name.
    ///
    /// @param name a decoded name
    /// @return its path, as that of a file
    /// @throws IllegalArgumentException if no path can have a segment like that
    public ContentPath child(String name) {
        List<String> longer = new ArrayList<>(segments);
        longer.add(name);
        return new ContentPath(longer, false);
    }

    /// The same with a slash at the end.
    ///
    /// @return the path of a directory
    public ContentPath asDirectory() {
        return directory ? this : new ContentPath(segments, true);
    }

    /// The last segment, decoded.
    ///
    /// @return the name; empty for the root
    public String name() {
        return segments.isEmpty() ? "" : segments.getLast();
    }

    /// The path as it stands in a URL, from its only leading slash on: whatever is no `pchar` of
    /// RFC 3986 is escaped.
    ///
    /// @return the path in ASCII; [#parse] gives an equal path for it
    public String encoded() {
        StringBuilder text = new StringBuilder();
        for (String segment : segments) {
            text.append('/').append(encoded(segment));
        }
        return (directory ? text.append('/') : text).toString();
    }

    /// One segment as it stands in a URL.
    static String encoded(String segment) {
        StringBuilder text = new StringBuilder();
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNESCAPED.indexOf(c) >= 0)) {
                text.append(c);
            } else {
                text.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 0xf, 16)));
            }
        }
        return text.toString();
    }

    /// Like [#encoded()].
    @Override
    public String toString() {
        return encoded();
    }
}
