package io.zenview.view;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An open file, its mapping, and the views that are lent of it.
///
/// A [RandomAccessFile] and not a channel does the work on the file: a channel closes itself when
/// it is used in a thread that has been interrupted, and then the file could never be resized
/// again.
final class Mapping {
    private static final byte[] ZEROS = new byte[256 << 10];

    private final Path file;
    private final boolean readOnly;
    private final RandomAccessFile handle;

    /// The views that are lent, weakly: a forgotten one must not lock the file for ever.
    private final List<WeakReference<MemoryView>> lent = new ArrayList<>();

    private Arena arena;
    private MemorySegment memory;

    /// Bytes. May be more than are mapped, after [#append]: the next view maps them.
    private long size;

    private boolean closed;

    private Mapping(Path file, boolean readOnly) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory; only a file can be mapped");
        }
        // A RandomAccessFile that writes would create it.
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        this.file = file;
        this.readOnly = readOnly;
        this.handle = openHandle(file, readOnly);
        this.arena = newArena();
        try {
            this.size = handle.length();
            this.memory = map(size, arena);
        } catch (IOException | RuntimeException e) {
            arena.close();
            handle.close();
            throw e;
        }
    }

    private static RandomAccessFile openHandle(Path file, boolean readOnly) throws IOException {
        try {
            return new RandomAccessFile(file.toFile(), readOnly ? "r" : "rw");
        } catch (FileNotFoundException e) {
            throw new IOException("cannot open " + e.getMessage(), e);
        }
    }

    static Mapping open(Path file, boolean readOnly) throws IOException {
        return new Mapping(file, readOnly);
    }

    /// Gives a new, empty file its size. With a reserve, zeros are written: there is no other way
    /// in the JDK to make sure that the disk has the space.
    static void provide(Path file, long size, boolean reserve) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            extend(out, 0, size, reserve);
        }
    }

    private static void extend(RandomAccessFile out, long from, long to, boolean reserve)
            throws IOException {
        if (!reserve) {
            out.setLength(to);
            return;
        }
        out.seek(from);
        for (long at = from; at < to; at += ZEROS.length) {
            out.write(ZEROS, 0, (int) Math.min(ZEROS.length, to - at));
        }
    }

    /// Shared, so that any thread may look at the memory.
    @SuppressWarnings("MustBeClosedChecker") // lives until the next resize, or until close
    private static Arena newArena() {
        return Arena.ofShared();
    }

    private MemorySegment map(long bytes, Arena owner) throws IOException {
        MapMode mode = readOnly ? MapMode.READ_ONLY : MapMode.READ_WRITE;
        // Mapping goes through the channel, which an interrupted thread would close.
        boolean interrupted = Thread.interrupted();
        try {
            return handle.getChannel().map(mode, 0, bytes, owner);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Path file() {
        return file;
    }

    boolean readOnly() {
        return readOnly;
    }

    synchronized long size() {
        ensureOpen();
        return size;
    }

    /// The size that the file has on the disk at this moment, in bytes. No lock: asked during
    /// transfers, while another thread may be waiting for them to end.
    long fileSize() throws IOException {
        return handle.length();
    }

    /// Looks whether the file is as long as it was when it was mapped.
    void ensureWhole() throws IOException {
        long mapped;
        synchronized (this) {
            if (closed) {
                return;
            }
            mapped = size;
        }
        long found = fileSize();
        if (found < mapped) {
            throw new IOException(
                    file
                            + " was cut by another program: it has "
                            + found
                            + " bytes of the "
                            + mapped
                            + " that are mapped");
        }
    }

    /// @throws BufferException while views are open
    synchronized void resize(long target, boolean reserve) throws IOException {
        ensureOpen();
        if (target < 0) {
            throw new IllegalArgumentException("size " + target + " must not be negative");
        }
        if (target == size) {
            return;
        }
        ensureUnlent("resized to " + target);
        ensureWritable();
        long old = size;
        if (target > old) {
            try {
                extend(handle, old, target, reserve);
            } catch (IOException e) {
                throw undone(old, target, e);
            }
        }
        remap(target, old);
        if (target < old) {
            handle.setLength(target);
        }
    }

    /// The file as it was before it should have grown.
    private IOException undone(long old, long target, Exception why) {
        try {
            handle.setLength(old);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
        return new IOException(
                file + " cannot grow from " + old + " to " + target + " bytes: " + why.getMessage(),
                why);
    }

    private void remap(long target, long old) throws IOException {
        Arena next = newArena();
        try {
            MemorySegment mapped = map(target, next);
            unmap("resized to " + target);
            arena = next;
            memory = mapped;
            size = target;
        } catch (IOException | RuntimeException e) {
            next.close();
            if (target > old) {
                handle.setLength(old);
            }
            throw e;
        }
    }

    private void unmap(String what) {
        try {
            arena.close();
        } catch (IllegalStateException e) {
            throw (BufferException)
                    new BufferException(
                                    file
                                            + " cannot be "
                                            + what
                                            + " now: a transfer from or into its memory is running")
                            .initCause(e);
        }
    }

    /// Writes behind the end of the file, not through the mapping: a full disk is an error of the
    /// write then. The mapping follows when it is asked for.
    ///
    /// @return where the bytes begin in the file
    long append(BufferExporter source) throws IOException {
        // The source is acquired outside the lock: two files may be appended to one another.
        try (MemoryView acquired = MemoryView.of(source)) {
            return append((View) acquired);
        }
    }

    private synchronized long append(View source) throws IOException {
        ensureOpen();
        ensureUnlent("appended to");
        ensureWritable();
        long old = size;
        long added = ElementSequence.size(source);
        byte[] block = new byte[(int) Math.min(ViewStreams.BLOCK, added)];
        MemorySegment staged = MemorySegment.ofArray(block);
        try {
            handle.seek(old);
            for (long at = 0; at < added; at += block.length) {
                int n = (int) Math.min(block.length, added - at);
                ElementSequence.copyOut(source, at, staged, 0, n);
                handle.write(block, 0, n);
            }
        } catch (IOException | UncheckedIOException e) {
            throw undone(old, old + added, e);
        }
        size = old + added;
        return old;
    }

    synchronized void force() throws IOException {
        ensureOpen();
        if (!readOnly) {
            memory.force();
            // Bytes that were appended, and the size.
            handle.getFD().sync();
        }
    }

    synchronized MemoryView lend(Object owner, BufferRequest request) {
        ensureOpen();
        if (memory.byteSize() < size) {
            try {
                remap(size, size);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "the "
                                + (size - memory.byteSize())
                                + " bytes appended to "
                                + file
                                + " cannot be mapped",
                        e);
            }
        }
        MemoryView view = Acquisition.of(owner, memory, Format.UNSIGNED_BYTE).acquire(request);
        lent.add(new WeakReference<>(view));
        return view;
    }

    synchronized void takeBack(MemoryView view) {
        lent.removeIf(known -> known.refersTo(view));
    }

    private void ensureUnlent(String what) {
        lent.removeIf(view -> view.refersTo(null));
        if (!lent.isEmpty()) {
            throw new BufferException(
                    file
                            + " of "
                            + size
                            + " bytes cannot be "
                            + what
                            + ": "
                            + lent.size()
                            + (lent.size() == 1 ? " view is" : " views are")
                            + " open on it; close first");
        }
    }

    private void ensureWritable() {
        if (readOnly) {
            throw new ReadOnlyViewException(file + " was opened read-only");
        }
    }

    private void ensureOpen() {
        if (closed) {
            throw new IllegalStateException(file + " was closed; open it again");
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /// @throws BufferException while views are open; nothing changes then
    synchronized void close() throws IOException {
        if (!closed) {
            ensureUnlent("closed");
            unmap("closed");
            closed = true;
            handle.close();
        }
    }
}
