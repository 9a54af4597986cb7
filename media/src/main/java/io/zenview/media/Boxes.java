package io.zenview.media;

import org.jspecify.annotations.Nullable;

/// The boxes within another one or within the file, one after the other.
final class Boxes {
    private static final int MDAT = Box.type("mdat");
    private static final int FREE = Box.type("free");
    private static final int SKIP = Box.type("skip");
    private static final int UUID = Box.type("uuid");

    /// 32 bits for the size and 32 for the type; as many again for a large size.
    private static final int HEADER = 8;

    private final Box parent;
    private long at;
    private @Nullable Box box;

    Boxes(Box parent, long from) {
        this.parent = parent;
        this.at = from;
    }

    /// The box that [#next] went to.
    Box box() {
        if (box == null) {
            throw new IllegalStateException(
                    "there is no box before next(), nor after the last one");
        }
        return box;
    }

    /// The box around them.
    Box parent() {
        return parent;
    }

    /// Goes to the next one.
    ///
    /// @return false if there is none
    boolean next() throws MalformedFilmException {
        box = null;
        long end = parent.end();
        long left = end - at;
        if (left < HEADER) {
            // QuickTime ends a list by a zero of 32 bits; what is behind the last box of a file
            // does
            // no harm.
            if (left > 0 && parent.parent() != null && left != 4) {
                throw parent.malformed(
                        "has %d bytes at offset %d, too few for a box".formatted(left, at));
            }
            return false;
        }
        FilmBytes film = parent.film();
        long size = film.u32(at);
        int type = film.s32(at + 4);
        long header = HEADER;
        if (size == 1) {
            if (left < 2 * HEADER) {
                throw malformed(type, "its 64-bit size is cut off");
            }
            size = film.u64(at + HEADER);
            header = 2 * HEADER;
        } else if (size == 0) {
            if (type == 0 && parent.parent() != null) {
                return false;
            }
            size = left;
        }
        if (type == UUID) {
            header += 16;
        }
        if (size >= 0 && size < header) {
            throw malformed(type, "its size of " + size + " bytes is less than its header");
        }
        if (size < 0 || size > left) {
            if (parent.parent() != null || !mayBeCutOff(type)) {
                throw malformed(
                        type,
                        "its size of %s bytes goes beyond the %d that are left %s"
                                .formatted(
                                        Long.toUnsignedString(size),
                                        left,
                                        parent.parent() == null
                                                ? "of the file"
                                                : "in '" + Box.typeText(parent.type()) + "'"));
            }
            // A film cut short, or still being written: what is there can be found.
            size = left;
        }
        box = new Box(film, parent, type, at, at + header, at + size);
        at += size;
        return true;
    }

    private static boolean mayBeCutOff(int type) {
        return type == MDAT || type == FREE || type == SKIP;
    }

    private MalformedFilmException malformed(int type, String reason) {
        return new Box(parent.film(), parent, type, at, at, at).malformed(reason);
    }
}
