package io.zenview.media;

import io.zenview.transfer.FileRegion;
import io.zenview.transfer.RootDirectory;
import io.zenview.view.BufferException;
import io.zenview.view.BufferExporter;
import io.zenview.view.BufferRequest;
import io.zenview.view.MemoryView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/// A film that is open and mapped once for all who use it, and is closed when the last of them has
/// left. The library is one of the users for as long as it keeps the film for the next; so is every
/// view that a film is asked for as an exporter.
final class OpenFilm implements BufferExporter {
    private final String id;
    private final Path named;
    private final FileChannel channel;
    private final BasicFileAttributes attributes;
    private final Arena arena;
    private final MemorySegment memory;
    private final MemoryView view;
    private final Mp4Index index;
    private final FileRegion region;
    private final AtomicInteger users = new AtomicInteger(1);

    /// When it was looked at last whether the file is still this one.
    private volatile long looked;

    /// When somebody wanted it last. Any of several values written at once will do.
    private volatile long used;

    private OpenFilm(
            String id,
            Path named,
            RootDirectory.Opened file,
            Arena arena,
            MemorySegment memory,
            long now)
            throws MalformedFilmException {
        this.id = id;
        this.named = named;
        this.channel = file.channel();
        this.attributes = file.attributes();
        this.arena = arena;
        this.memory = memory;
        this.view = MemoryView.of(memory);
        this.region = new FileRegion(named.toString(), channel, 0, attributes.size());
        this.index = Mp4Index.of(view, FilmId.place(id).orElse(id));
        this.looked = now;
        this.used = now;
    }

    /// Maps an open file, so that index, mapping and channel are of the same file for certain.
    ///
    /// @param named where it was found
    /// @param file is closed with the film, or at once if it is none
    /// @return a film that its maker uses
    @SuppressWarnings("MustBeClosedChecker") // the arena lives as long as the film, which closes it
    static OpenFilm of(String id, Path named, RootDirectory.Opened file, long now)
            throws IOException {
        Arena arena = Arena.ofShared();
        try {
            FileChannel channel = file.channel();
            MemorySegment memory =
                    channel.map(MapMode.READ_ONLY, 0, file.attributes().size(), arena);
            return new OpenFilm(id, named, file, arena, memory, now);
        } catch (IOException | RuntimeException e) {
            arena.close();
            file.channel().close();
            throw e;
        }
    }

    /// Takes part in it.
    ///
    /// @return false if it is closed already
    boolean retain() {
        int count = users.get();
        while (count > 0) {
            if (users.compareAndSet(count, count + 1)) {
                return true;
            }
            count = users.get();
        }
        return false;
    }

    void release() {
        if (users.decrementAndGet() > 0) {
            return;
        }
        try {
            index.close();
            view.close();
            arena.close();
        } finally {
            closeFile();
        }
    }

    /// A part of the file, which keeps the film open until it is closed.
    MemoryView view(long offset, long size) {
        long end = end(offset, size);
        return MemoryView.of(this).slice(offset, end);
    }

    /// Where a chunk ends: what lies behind the end of the file is left out.
    ///
    /// @throws IndexOutOfBoundsException if there is no such chunk
    long end(long offset, long size) {
        long all = region.size();
        if (offset < 0 || offset > all || size < 0) {
            throw new IndexOutOfBoundsException(
                    "%s has %d bytes: there is no chunk at offset %d of %d bytes"
                            .formatted(id, all, offset, size));
        }
        return offset + Math.min(size, all - offset);
    }

    /// All of the file.
    @Override
    public MemoryView acquire(BufferRequest request) {
        if (!retain()) {
            throw new BufferException(
                    "the film " + id + " was closed; open it again in its library");
        }
        if (request.equals(BufferRequest.FULL_RO)) {
            // The film's own view meets this request, and nobody who is lent it may close it: to
            // make another would take longer than all else that lending a chunk takes.
            return view;
        }
        try {
            return view.acquire(request);
        } catch (RuntimeException e) {
            release();
            throw e;
        }
    }

    @Override
    public void release(MemoryView lent) {
        if (lent != view) {
            lent.close();
        }
        release();
    }

    private void closeFile() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + named, e);
        }
    }

    /// Whether it can be lent without another look at the file. An interrupt that hits somebody who
    /// sends from it closes the channel for all.
    boolean isFresh(long now, long interval) {
        used = now;
        return now - looked < interval && channel.isOpen();
    }

    /// Whether it is what was found at its name now.
    boolean isStill(BasicFileAttributes found, long now) {
        if (!channel.isOpen() || !RootDirectory.isSame(found, attributes)) {
            return false;
        }
        looked = now;
        return true;
    }

    long used() {
        return used;
    }

    /// Fails if the file was written to since it was opened. One that was replaced is still there
    /// for whoever has it open, and is as it was.
    void requireUnchanged() throws IOException {
        long size = channel.size();
        if (size < attributes.size()) {
            throw new FileSystemException(
                    named.toString(),
                    null,
                    "was cut short while it was in use: it had %d bytes, and has %d"
                            .formatted(attributes.size(), size));
        }
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(named, BasicFileAttributes.class);
        } catch (NoSuchFileException _) {
            return;
        }
        if (Objects.equals(now.fileKey(), attributes.fileKey())
                && !RootDirectory.isSame(now, attributes)) {
            throw new FileSystemException(
                    named.toString(),
                    null,
                    "changed while it was in use: it had %d bytes of %s, and has %d of %s"
                            .formatted(
                                    attributes.size(),
                                    attributes.lastModifiedTime(),
                                    now.size(),
                                    now.lastModifiedTime()));
        }
    }

    String id() {
        return id;
    }

    Path file() {
        return named;
    }

    FileChannel channel() {
        return channel;
    }

    BasicFileAttributes attributes() {
        return attributes;
    }

    MemorySegment memory() {
        return memory;
    }

    Mp4Index index() {
        return index;
    }

    FileRegion region() {
        return region;
    }
}
