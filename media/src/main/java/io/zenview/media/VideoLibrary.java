package io.zenview.media;

import io.zenview.transfer.Payload;
import io.zenview.view.MemoryView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// The films in a directory and the directories below it, by id.
///
/// ```java
/// try (VideoLibrary library = VideoLibrary.of(Path.of("films"))) {
///     long byteOffset = library.timecodeToIndex("holiday~1beach.mp4", "01:09:14:28");
///     try (Payload chunk = library.requestChunk("holiday~1beach.mp4", byteOffset, 20 << 20)) {
///         chunk.writeTo(socket);
///     }
/// }
/// ```
///
/// A film is what has the extension `mp4`, `m4v`, `mov`, `m4a`, `m4b`, `3gp`, `3g2` or `qt`; names
/// that begin with a dot are left out, links that lead out of the directory are as well.
///
/// Films come, go and change while the library is open. A film that was used stays open for the
/// next use, 128 at most; whether the file is still the same is looked at four times a second.
///
/// **Threads.** Safe for any number.
public final class VideoLibrary implements AutoCloseable {

    private VideoLibrary() {}

    /// A film that is there.
    ///
    /// @param id its name in the library, see [Video#id]
    /// @param file where it is
    /// @param size in bytes
    /// @param lastModified when it was last changed
    public record Entry(String id, Path file, long size, Instant lastModified) {}

    /// The films in a directory. It is looked into when it is asked for something, not before.
    ///
    /// @param directory the directory
    /// @return the library
    /// @throws IOException if it is no directory, or can't be read
    public static VideoLibrary of(Path directory) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// The films that are there now, by path. Looks into all directories, but opens no film.
    ///
    /// @return the films, at most 10,000: more is not for one page
    /// @throws IOException if a directory cannot be read
    public List<Entry> films() throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Opens a film.
    ///
    /// @param id its id
    /// @return the film, which the caller closes
    /// @throws java.nio.file.NoSuchFileException if there is no such film
    /// @throws MalformedFilmException if it is broken
    /// @throws IOException if it cannot be read
    public Video open(String id) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// The talk's first function: where the bytes of a frame begin.
    ///
    /// @param videoId a film's id
    /// @param timecode a label
    /// @return offset in the file, in bytes
    /// @throws TimecodeException if there is no such label, or none in this film
    /// @throws IOException as [#open]
    public long timecodeToIndex(String videoId, CharSequence timecode) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// The talk's second function, as a window on the file that can go to a socket. No byte is
    /// read.
    ///
    /// @param videoId a film's id
    /// @param byteOffset in bytes
    /// @param size in bytes; what lies behind the end of the file is left out
    /// @return the payload, which the caller closes
    /// @throws IndexOutOfBoundsException if the offset is negative or behind the end, or the size
    ///   negative
    /// @throws IOException as [#open]
    public Payload requestChunk(String videoId, long byteOffset, long size) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// The talk's second function, as a read-only window on memory.
    ///
    /// @param videoId a film's id
    /// @param byteOffset in bytes
    /// @param size in bytes; what lies behind the end of the file is left out
    /// @return a view of format `B`, which the caller closes
    /// @throws IndexOutOfBoundsException if the offset is negative or behind the end, or the size
    ///   negative
    /// @throws IOException as [#open]
    public MemoryView viewChunk(String videoId, long byteOffset, long size) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Closes the films that nobody uses; those in use are closed by their last user.
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
