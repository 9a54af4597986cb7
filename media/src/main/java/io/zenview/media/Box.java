package io.zenview.media;

import org.jspecify.annotations.Nullable;

/// A box of the file: its type, where its contents begin and where they end. Contents are read
/// relative to their beginning, and never behind their end.
///
/// @param film where it is
/// @param parent the box around it
/// @param type four characters as a number
/// @param start offset of the header
/// @param body offset of the contents
/// @param end offset of what comes behind
record Box(FilmBytes film, @Nullable Box parent, int type, long start, long body, long end) {

    /// The whole file as a box that holds the outermost ones.
    static Box file(FilmBytes film) {
        return new Box(film, null, 0, 0, 0, film.size());
    }

    /// The number that stands for a type.
    static int type(String four) {
        return (four.charAt(0) << 24)
                | (four.charAt(1) << 16)
                | (four.charAt(2) << 8)
                | four.charAt(3);
    }

    /// The type that a number stands for; what can't be printed is shown as a number.
    static String typeText(int type) {
        StringBuilder text = new StringBuilder(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            char c = (char) ((type >>> shift) & 0xff);
            if ((c >= ' ' && c < 0x7f) || c == 0xa9) {
                text.append(c);
            } else {
                text.append("\\x%02x".formatted((int) c));
            }
        }
        return text.toString();
    }

    boolean is(int other) {
        return type == other;
    }

    long length() {
        return end - body;
    }

    /// The boxes inside, from an offset in the contents.
    Boxes children(long from) throws MalformedFilmException {
        require(from, 0);
        return new Boxes(this, body + from);
    }

    Boxes children() throws MalformedFilmException {
        return children(0);
    }

    /// The first box of a type inside, or null.
    @Nullable Box find(int wanted) throws MalformedFilmException {
        for (Boxes boxes = children(); boxes.next(); ) {
            if (boxes.box().is(wanted)) {
                return boxes.box();
            }
        }
        return null;
    }

    /// The first box of a type inside, which has to be there.
    Box get(int wanted) throws MalformedFilmException {
        Box found = find(wanted);
        if (found == null) {
            throw malformed("has no box '" + typeText(wanted) + "'");
        }
        return found;
    }

    int u8(long at) throws MalformedFilmException {
        require(at, 1);
        return film.u8(body + at);
    }

    int u16(long at) throws MalformedFilmException {
        require(at, 2);
        return film.u16(body + at);
    }

    int s32(long at) throws MalformedFilmException {
        require(at, 4);
        return film.s32(body + at);
    }

    long u32(long at) throws MalformedFilmException {
        return s32(at) & 0xffff_ffffL;
    }

    long u64(long at) throws MalformedFilmException {
        require(at, 8);
        return film.u64(body + at);
    }

    /// The version byte of what the standard calls a full box.
    int version() throws MalformedFilmException {
        return u8(0);
    }

    int flags() throws MalformedFilmException {
        return s32(0) & 0xff_ffff;
    }

    /// Fails unless there is so much: asked before anything is read or made room for.
    void require(long at, long bytes) throws MalformedFilmException {
        if (at < 0 || bytes < 0 || at > length() - bytes) {
            throw malformed(
                    "%d bytes of contents, but %d are needed at %d of them"
                            .formatted(length(), bytes, at));
        }
    }

    /// Fails unless a table is there as a whole.
    ///
    /// @param at where in the contents
    /// @param count entries, at most 32 bits of them
    /// @param width bits an entry
    void requireTable(long at, long count, int width) throws MalformedFilmException {
        if (count * width > (length() - at) * 8) {
            throw malformed(
                    "%d entries of %d bits do not fit into the %d bytes that are left"
                            .formatted(count, width, length() - at));
        }
    }

    /// The types from the outermost box to this one.
    String path() {
        if (parent == null) {
            return "file";
        }
        return parent.parent == null ? typeText(type) : parent.path() + "/" + typeText(type);
    }

    MalformedFilmException malformed(String reason) {
        return new MalformedFilmException(film.name(), path(), start, reason);
    }
}
