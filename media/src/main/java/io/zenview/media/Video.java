package io.zenview.media;

import io.zenview.transfer.Payload;
import io.zenview.view.MemoryView;
import java.io.IOException;
import java.nio.file.Path;

/// A film of a [VideoLibrary], open for one user. What was taken from it holds until it is closed,
/// also when the file is replaced meanwhile.
///
/// **Threads.** Any number may read at the same time.
public final class Video implements AutoCloseable {

    Video() {}

    /// The film's name in its library: the path within the directory, with `~1` for each `/` and
    /// `~0` for each `~`, as in a JSON Pointer (RFC 6901), so that it is one segment of a URL.
    ///
    /// @return the id
    public String id() {
        throw new UnsupportedOperationException();
    }

    /// The file.
    ///
    /// @return its path
    public Path file() {
        throw new UnsupportedOperationException();
    }

    /// Where everything is in it.
    ///
    /// @return the index, which must not be closed
    public Mp4Index index() {
        throw new UnsupportedOperationException();
    }

    /// The whole file.
    ///
    /// @return one region, to be used until this is closed
    public Payload payload() {
        throw new UnsupportedOperationException();
    }

    /// The bytes from an offset, as a window on the file that can go to a socket. No byte is read.
    ///
    /// @param offset in bytes
    /// @param size in bytes; what lies behind the end of the file is left out
    /// @return the payload, to be used until this is closed
    /// @throws IndexOutOfBoundsException if the offset is negative or behind the end, or the size
    ///   negative
    public Payload chunk(long offset, long size) {
        throw new UnsupportedOperationException();
    }

    /// The same bytes as a read-only window on memory: the mapped file.
    ///
    /// @param offset in bytes
    /// @param size in bytes; what lies behind the end of the file is left out
    /// @return a view of format `B`, to be used until this is closed
    /// @throws IndexOutOfBoundsException if the offset is negative or behind the end, or the size
    ///   negative
    public MemoryView view(long offset, long size) {
        throw new UnsupportedOperationException();
    }

    /// A film of its own made of the frames from one label to another: a new `moov` in memory, and
    /// the media as regions of this file. Begins with the key frame before the first frame; an edit
    /// list hides what comes before that. Takes its timecode along.
    ///
    /// @param from the first frame of the clip
    /// @param to the frame behind its last one, as in every slice; the label after the film's last
    ///   frame, too
    /// @return the payload, to be used until this is closed
    /// @throws TimecodeException if there is no such label, or `to` does not come after `from`
    /// @throws MalformedFilmException if the samples lie outside the file, or are encrypted
    /// @throws IOException if the file cannot be read
    public Payload clip(CharSequence from, CharSequence to) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Fails if the file was written to since it was opened; replacing it is all right.
    ///
    /// @throws IOException if it was changed, or is cut short, naming both states
    public void requireUnchanged() throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
