package io.zenview.media;

import java.io.IOException;

/// A file that is no film, or a broken one. The message names the file, the box and the offset.
public final class MalformedFilmException extends IOException {
    private static final long serialVersionUID = 1;

    /// The file.
    private final String file;

    /// Where in the tree of boxes.
    private final String box;

    /// Where in the file.
    private final long offset;

    MalformedFilmException(String file, String box, long offset, String reason) {
        super("%s: %s at offset %d: %s".formatted(file, box, offset, reason));
        this.file = file;
        this.box = box;
        this.offset = offset;
    }

    /// The file at fault.
    ///
    /// @return its name, as it was given
    public String file() {
        return file;
    }

    /// The box at fault.
    ///
    /// @return the types on the way to it, as in `moov/trak/mdia/minf/stbl/stsz`
    public String box() {
        return box;
    }

    /// Where the box begins.
    ///
    /// @return an offset in the file, in bytes
    public long offset() {
        return offset;
    }
}
