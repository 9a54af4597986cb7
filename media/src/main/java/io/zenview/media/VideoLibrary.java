package io.zenview.media;

import io.zenview.transfer.Payload;
import io.zenview.view.MemoryView;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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
/// that begin with a dot are left out, as are links that lead out of the directory, and names with
/// a backslash or a control character in them.
///
/// Films come, go and change while the library is open. A film that was used stays open for the
/// next use, for a minute and 128 at most; whether the file is still the same is looked at when it
/// is used, but only four times a second. So a film is never older than 250 ms, and one that was
/// deleted takes its space for a minute. Replace films (`mv new film.mp4`) rather than writing into
/// them: what is open stays what it was when it is replaced.
///
/// **Threads.** Safe for any number.
public final class VideoLibrary implements AutoCloseable {

    /// A film takes a descriptor, and some kilobytes of heap; of descriptors a process often has
    /// 1,024 only, and connections need them more. Opening one again takes milliseconds.
    private static final int MAX_KEPT = 128;

    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(1);

    /// How old what is known of a file may be: not noticeable to people, and makes looking
    /// (microseconds) no part of a busy film's look-ups (nanoseconds).
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /// So many films can be opened at a time. A lock for each would have to be forgotten again.
    private static final int STRIPES = 32;

    private final FilmFolder folder;
    private final int maxKept;
    private final long keptNanos;
    private final LongSupplier clock;
    private final ConcurrentHashMap<String, OpenFilm> kept = new ConcurrentHashMap<>();
    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile boolean closed;

    private VideoLibrary(FilmFolder folder, int maxKept, long keptNanos, LongSupplier clock) {
        this.folder = folder;
        this.maxKept = maxKept;
        this.keptNanos = keptNanos;
        this.clock = clock;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    /// A film that is there.
    ///
    /// @param id its name in the library, see [Video#id]
    /// @param file where it is
    /// @param size in bytes
    /// @param lastModified when it was last changed
    public record Entry(String id, Path file, long size, Instant lastModified) {}

    /// The films in a directory. It is looked into when it is asked for something, not before.
    ///
    /// @param directory the directory; links in its own path are resolved now, once
    /// @return the library
    /// @throws IOException if it is no directory, or can't be read
    public static VideoLibrary of(Path directory) throws IOException {
        return of(directory, MAX_KEPT, KEPT_NANOS, System::nanoTime);
    }

    static VideoLibrary of(Path directory, int maxKept, long keptNanos, LongSupplier clock)
            throws IOException {
        return new VideoLibrary(FilmFolder.of(directory), maxKept, keptNanos, clock);
    }

    /// The films that are there now, by path. Looks into all directories, but opens no film.
    /// Directories below that cannot be read are left out.
    ///
    /// @return the films, at most 10,000: more is not for one page
    /// @throws IOException if the library's directory cannot be read
    public List<Entry> films() throws IOException {
        return List.copyOf(folder.films());
    }

    /// Whether there is no film now. Looks into directories until it finds one, and opens none.
    ///
    /// @return true if there is none
    /// @throws IOException if the directory cannot be read
    public boolean isEmpty() throws IOException {
        return folder.films(1).isEmpty();
    }

    /// Opens a film.
    ///
    /// @param id its id
    /// @return the film, which the caller closes
    /// @throws java.nio.file.NoSuchFileException if there is no such film
    /// @throws MalformedFilmException if it is broken
    /// @throws IOException if it cannot be read
    /// @throws IllegalStateException if the library is closed
    public Video open(String id) throws IOException {
        return new Video(lend(id));
    }

    /// The talk's first function: where the bytes of a frame begin.
    ///
    /// @param videoId a film's id
    /// @param timecode a label
    /// @return offset in the file, in bytes
    /// @throws TimecodeException if there is no such label, or none in this film
    /// @throws IOException as [#open]
    /// @throws NoFramesException if there is no video in it
    /// @throws IllegalStateException if the library is closed
    public long timecodeToIndex(String videoId, CharSequence timecode) throws IOException {
        OpenFilm film = lend(videoId);
        try {
            return film.index().timecodeToIndex(timecode);
        } finally {
            film.release();
        }
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
        Video video = open(videoId);
        try {
            return video.chunk(byteOffset, size).closing(video::close);
        } catch (RuntimeException e) {
            video.close();
            throw e;
        }
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
        OpenFilm film = lend(videoId);
        try {
            return film.view(byteOffset, size);
        } finally {
            film.release();
        }
    }

    /// A film that is retained for the caller.
    private OpenFilm lend(String id) throws IOException {
        OpenFilm film = kept.get(id);
        if (film != null && film.isFresh(clock.getAsLong(), LOOK_NANOS) && film.retain()) {
            return film;
        }
        ReentrantLock stripe = stripes[Math.floorMod(id.hashCode(), STRIPES)];
        stripe.lock();
        try {
            return lookAndLend(id);
        } finally {
            stripe.unlock();
        }
    }

    /// One thread at a time for each film, so that it is opened once, whoever waits for it.
    private OpenFilm lookAndLend(String id) throws IOException {
        if (closed) {
            throw new IllegalStateException("the library of " + folder.root() + " is closed");
        }
        long now = clock.getAsLong();
        OpenFilm film = kept.get(id);
        if (film != null) {
            if ((film.isFresh(now, LOOK_NANOS) || isStill(id, film, now)) && film.retain()) {
                return film;
            }
            drop(film);
        }
        Path named = folder.named(id);
        OpenFilm opened = OpenFilm.of(id, named, folder.open(id, named), now);
        opened.retain();
        kept.put(id, opened);
        dropEldest();
        sweepLater();
        return opened;
    }

    private boolean isStill(String id, OpenFilm film, long now) throws IOException {
        BasicFileAttributes found;
        try {
            found = folder.attributes(id, film.file());
        } catch (IOException e) {
            drop(film);
            throw e;
        }
        return film.isStill(found, now);
    }

    private void drop(OpenFilm film) {
        if (kept.remove(film.id(), film)) {
            film.release();
        }
    }

    private void dropEldest() {
        while (kept.size() > maxKept) {
            @Nullable OpenFilm eldest =
                    kept.values().stream()
                            .min(Comparator.comparingLong(film -> film.used() - clock.getAsLong()))
                            .orElse(null);
            if (eldest == null) {
                return;
            }
            drop(eldest);
        }
    }

    /// Sweeps as long as there is something to sweep, so that nobody has to think of it, nor of
    /// ending it.
    private void sweepLater() {
        if (!kept.isEmpty() && sweeping.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(keptNanos, TimeUnit.NANOSECONDS).execute(this::sweep);
        }
    }

    /// Closes what nobody asked for in a while.
    private void sweep() {
        sweeping.set(false);
        long now = clock.getAsLong();
        kept.values()
                .forEach(film -> {
                    if (now - film.used() >= keptNanos) {
                        drop(film);
                    }
                });
        sweepLater();
    }

    /// Closes the films that nobody uses; those in use are closed by their last user.
    @Override
    public void close() {
        closed = true;
        for (ReentrantLock stripe : stripes) {
            // Who is opening a film either has seen that it is too late, or has kept the film.
            stripe.lock();
            try {
                kept.values().forEach(this::drop);
            } finally {
                stripe.unlock();
            }
        }
    }

    /// How many films are kept open.
    int keptFilms() {
        return kept.size();
    }
}
