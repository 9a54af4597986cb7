package io.zenview.media;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a decoder has to know before it sees data, as a browser wants it: RFC 6381, and the names
/// that the codecs' own mappings to ISO files define.
final class CodecName {
    private static final int AVCC = Box.type("avcC");
    private static final int HVCC = Box.type("hvcC");
    private static final int AV1C = Box.type("av1C");
    private static final int VPCC = Box.type("vpcC");
    private static final int ESDS = Box.type("esds");
    private static final int WAVE = Box.type("wave");

    private static final int ES_DESCRIPTOR = 3;
    private static final int DECODER_CONFIG = 4;
    private static final int DECODER_SPECIFIC = 5;

    private CodecName() {}

    /// @param type the sample entry's type, or the one that it had before it was encrypted
    /// @param entry the sample entry
    /// @param children where in it the boxes begin
    static String of(int type, Box entry, long children) throws MalformedFilmException {
        String four = Box.typeText(type);
        return switch (four) {
            case "avc1", "avc2", "avc3", "avc4" -> avc(four, find(entry, children, AVCC));
            case "hvc1", "hev1" -> hevc(four, find(entry, children, HVCC));
            case "av01" -> av1(find(entry, children, AV1C));
            case "vp08", "vp09" -> vp(four, find(entry, children, VPCC));
            case "mp4a", "mp4v" -> mpeg4(four, esds(entry, children));
            case "Opus" -> "opus";
            case "fLaC" -> "flac";
            default -> four.strip();
        };
    }

    static @Nullable Box find(Box entry, long children, int type) throws MalformedFilmException {
        if (children > entry.length()) {
            return null;
        }
        for (Boxes boxes = entry.children(children); boxes.next(); ) {
            if (boxes.box().is(type)) {
                return boxes.box();
            }
        }
        return null;
    }

    private static String avc(String four, @Nullable Box config) throws MalformedFilmException {
        return config == null
                ? four
                : "%s.%02x%02x%02x".formatted(four, config.u8(1), config.u8(2), config.u8(3));
    }

    private static String hevc(String four, @Nullable Box config) throws MalformedFilmException {
        if (config == null) {
            return four;
        }
        int profile = config.u8(1);
        StringBuilder name = new StringBuilder(four).append('.');
        int space = profile >> 6;
        if (space > 0) {
            name.append((char) ('A' + space - 1));
        }
        name.append(profile & 0x1f)
                .append('.')
                .append(Integer.toHexString(Integer.reverse(config.s32(2))))
                .append('.')
                .append((profile & 0x20) == 0 ? 'L' : 'H')
                .append(config.u8(12));
        int last = 11;
        while (last >= 6 && config.u8(last) == 0) {
            last--;
        }
        for (int i = 6; i <= last; i++) {
            name.append('.').append(Integer.toHexString(config.u8(i)));
        }
        return name.toString();
    }

    private static String av1(@Nullable Box config) throws MalformedFilmException {
        if (config == null) {
            return "av01";
        }
        int level = config.u8(1);
        int depth = config.u8(2);
        int bits = (depth & 0x40) == 0 ? 8 : (depth & 0x20) == 0 ? 10 : 12;
        return "av01.%d.%02d%s.%02d"
                .formatted(level >> 5, level & 0x1f, (depth & 0x80) == 0 ? "M" : "H", bits);
    }

    private static String vp(String four, @Nullable Box config) throws MalformedFilmException {
        return config == null
                ? four
                : "%s.%02d.%02d.%02d"
                        .formatted(four, config.u8(4), config.u8(5), config.u8(6) >> 4);
    }

    /// In QuickTime's files the box is within another one.
    private static @Nullable Box esds(Box entry, long children) throws MalformedFilmException {
        Box found = find(entry, children, ESDS);
        if (found != null) {
            return found;
        }
        Box wave = find(entry, children, WAVE);
        return wave == null ? null : wave.find(ESDS);
    }

    /// Descriptors within descriptors: a tag, a length of 7 bits a byte, contents.
    private static String mpeg4(String four, @Nullable Box esds) throws MalformedFilmException {
        if (esds == null) {
            return four;
        }
        long at = 4;
        String name = four;
        while (at + 2 <= esds.length()) {
            int tag = esds.u8(at++);
            int next;
            do {
                next = esds.u8(at++);
            } while ((next & 0x80) != 0 && at < esds.length());
            if (tag == ES_DESCRIPTOR) {
                int flags = esds.u8(at + 2);
                at += 3;
                at += (flags & 0x80) != 0 ? 2 : 0;
                at += (flags & 0x40) != 0 ? 1 + esds.u8(at) : 0;
                at += (flags & 0x20) != 0 ? 2 : 0;
            } else if (tag == DECODER_CONFIG) {
                name = four + "." + Integer.toHexString(esds.u8(at)).toLowerCase(Locale.ROOT);
                at += 13;
            } else if (tag == DECODER_SPECIFIC && name.equals("mp4a.40")) {
                int object = esds.u8(at) >> 3;
                if (object == 31) {
                    object = 32 + (((esds.u8(at) & 7) << 3) | (esds.u8(at + 1) >> 5));
                }
                return name + "." + object;
            } else if (tag == DECODER_SPECIFIC
                    && name.equals("mp4v.20")
                    && next >= 5
                    && esds.s32(at) == 0x1b0) {
                return name + "." + esds.u8(at + 4);
            } else {
                return name;
            }
        }
        return name;
    }
}
