package io.zenview.media;

import io.zenview.transfer.Payload;
import io.zenview.view.MemoryView;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicBoolean;

/// A film of a [VideoLibrary], open for one user. What was taken from it holds until it is closed,
/// also when the file is replaced meanwhile.
///
/// **Threads.** Any number may read at the same time.
public final class Video implements AutoCloseable {
    private final OpenFilm film;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// @param film retained for this user
    Video(OpenFilm film) {
        this.film = film;
    }

    private OpenFilm film() {
        if (closed.getPlain()) {
            throw new IllegalStateException(
                    "the film " + film.id() + " was closed; open it again in its library");
        }
        return film;
    }

    /// The film's name in its library: the path within the directory, with `~1` for each `/` and
    /// `~0` for each `~`, as in a JSON Pointer (RFC 6901), so that it is one segment of a URL.
    ///
    /// @return the id
    public String id() {
        return film.id();
    }

    /// The file.
    ///
    /// @return its path
    public Path file() {
        return film.file();
    }

    /// What was known of the file when it was opened: of the very file that is open here, which
    /// need not be the one that has the name now.
    ///
    /// @return its attributes, size, time of change, and key among them
    public BasicFileAttributes attributes() {
        return film.attributes();
    }

    /// Where everything is in it.
    ///
    /// @return the index, which must not be closed
    public Mp4Index index() {
        return film().index();
    }

    /// The whole file.
    ///
    /// @return one region, to be used until this is closed
    public Payload payload() {
        return Payload.of(film().region());
    }

    /// The bytes from an offset, as a window on the file that can go to a socket. No byte is read.
    ///
    /// @param offset in bytes
    /// @param size in bytes; what lies behind the end of the file is left out
    /// @return the payload, to be used until this is closed
    /// @throws IndexOutOfBoundsException if the offset is negative or behind the end, or the size
    ///   negative
    public Payload chunk(long offset, long size) {
        OpenFilm open = film();
        return Payload.of(open.region().slice(offset, open.end(offset, size)));
    }

    /// The same bytes as a read-only window on memory: the mapped file.
    ///
    /// @param offset in bytes
    /// @param size in bytes; what lies behind the end of the file is left out
    /// @return a view of format `B`, to be used until this is closed; closing the view is allowed,
    ///   and needless
    /// @throws IndexOutOfBoundsException if the offset is negative or behind the end, or the size
    ///   negative
    public MemoryView view(long offset, long size) {
        OpenFilm open = film();
        // An export of its own: who closes a part must not close it for all others.
        return MemoryView.of(open.memory().asSlice(offset, open.end(offset, size) - offset));
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
    /// @throws NoFramesException if there is no video
    public Payload clip(CharSequence from, CharSequence to) throws IOException {
        Mp4Index index = film().index();
        long first = index.frameNumber(from);
        long end = index.labels().frame(to, true);
        if (end <= first) {
            throw new TimecodeException(
                    to.toString(),
                    index.start().plus(first + 1).toString(),
                    "a clip ends behind its first frame: '%s' does not come after '%s'"
                            .formatted(to, from));
        }
        return Clip.of(index, film.channel(), film.region().name(), first, end);
    }

    /// Fails if the file was written to since it was opened; replacing it is all right.
    ///
    /// @throws IOException if it was changed, or is cut short, naming both states
    public void requireUnchanged() throws IOException {
        film().requireUnchanged();
    }

    /// Gives the film back. Does nothing the second time.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            film.release();
        }
    }
}
