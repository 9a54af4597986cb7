package io.zenview.server;

import java.io.IOException;
import java.nio.file.Path;

/// Takes space for a file before its bytes come, so that a disk too small is found out at the
/// beginning of an upload and not at its end.
@FunctionalInterface
public interface SpaceReservation {
    /// Takes nothing.
    SpaceReservation NONE = (file, bytes) -> {};

    /// Takes space, and does not change the file's size: that is how far the upload has come.
    ///
    /// @param file an empty file
    /// @param bytes how many bytes it will have
    /// @throws IOException if there is not as much; a file system that cannot reserve is no error
    void reserve(Path file, long bytes) throws IOException;
}
