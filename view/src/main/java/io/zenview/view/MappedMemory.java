package io.zenview.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What happens when a page of a mapped file is gone, because another program cut the file or the
/// disk under a sparse file is full; and how bulk work makes a clear exception of it.
///
/// The JVM turns the fault (SIGBUS) into an `InternalError`, but only where it knows the
/// instruction: in element access, `MemorySegment.copy` and `fill`. It **dies** where the access is
/// in one of its own assembler routines or in native code: `MemorySegment.mismatch`, `CRC32`,
/// `CRC32C`, `Adler32` and `Deflater` on mapped memory (seen with JDK 25; for `mismatch` depending
/// on which compiler was at it). So mapped memory is copied, a block at a time, and the copy is
/// looked at.
///
/// Compiled code gets the error at its next safepoint, which may be behind the end of the `try`
/// block that the access stands in. Returning from native code is such a point: hence [#deliver].
final class MappedMemory {
    /// Bytes compared at a time: two blocks fit the first-level cache of any machine.
    private static final int BLOCK = 8 << 10;

    private MappedMemory() {}

    /// Work on all the memory of a window.
    @FunctionalInterface
    interface Work {
        void run();
    }

    /// Does work that copies from or into a window, and no more than that.
    ///
    /// @throws UncheckedIOException if a page of the mapped file could not be reached; the work may
    ///   have been done in part
    static void guarded(Window window, Work work) {
        if (!window.memory.isMapped()) {
            work.run();
            return;
        }
        try {
            work.run();
            deliver();
        } catch (InternalError e) {
            if (isFault(e)) {
                throw new UncheckedIOException(lost(window, e));
            }
            throw e;
        }
    }

    /// Makes an error that is under way arrive here: any call into native code does, and this is
    /// the cheapest one that the compilers do not replace.
    @SuppressWarnings("ReturnValueIgnored") // the call is what counts
    static void deliver() {
        Runtime.getRuntime().totalMemory();
    }

    /// Whether the JVM speaks of memory that it could not reach.
    static boolean isFault(InternalError e) {
        String message = e.getMessage();
        return message != null && message.contains("unsafe memory access");
    }

    /// The sentence for it, with the numbers that can be had.
    static IOException lost(Window window, Throwable cause) {
        Object owner = window.export.owner();
        return new IOException(
                "a page of "
                        + describe(owner)
                        + " cannot be reached: another program cut the file, which has "
                        + currentSize(owner)
                        + " while "
                        + window.memory.byteSize()
                        + " bytes of it are mapped, or the disk under it is full",
                cause);
    }

    /// An error of a transfer, in the words for a lost page if that is what is behind it: the
    /// kernel answers EFAULT then, whose text says "Bad address" and nothing else.
    static IOException explained(Window window, IOException e) {
        return window.memory.isMapped() && isCut(window.export.owner(), window.memory.byteSize())
                ? lost(window, e)
                : e;
    }

    /// Looks whether the file is still there in full. A page that lost only its end does not fault:
    /// it reads as zeros. Does nothing where only a path is known, which may be another file by
    /// now.
    ///
    /// @throws IOException if it is shorter than its mapping
    static void ensureWhole(Window window) throws IOException {
        Mapping mapping = mappingOf(window.export.owner());
        if (mapping != null) {
            mapping.ensureWhole();
        }
    }

    private static @Nullable Mapping mappingOf(Object owner) {
        return switch (owner) {
            case MappedFile file -> file.mapping();
            case SharedMemory memory -> memory.mapping();
            default -> null;
        };
    }

    private static boolean isCut(Object owner, long mapped) {
        long size = sizeOf(owner);
        return size >= 0 && size < mapped;
    }

    private static String currentSize(Object owner) {
        long size = sizeOf(owner);
        return size < 0 ? "an unknown size" : size + " bytes now";
    }

    /// Bytes, or -1 where nobody can tell.
    private static long sizeOf(Object owner) {
        try {
            Mapping mapping = mappingOf(owner);
            if (mapping != null) {
                return mapping.fileSize();
            }
            return owner instanceof Path path ? Files.size(path) : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    private static String describe(Object owner) {
        return switch (owner) {
            case Path path -> path.toString();
            case MappedFile file -> file.path().toString();
            case SharedMemory memory -> "shared memory " + memory.name();
            default -> "a mapped file";
        };
    }

    /// `MemorySegment.mismatch`, for memory of any kind: mapped memory is compared in copied
    /// blocks.
    ///
    /// @return offset of the first byte that differs, relative to the two starts; -1 if none does
    /// @throws UncheckedIOException if a page of a mapped file could not be reached
    static long mismatch(Window a, long aAt, Window b, long bAt, long size) {
        if (!a.memory.isMapped() && !b.memory.isMapped()) {
            return MemorySegment.mismatch(a.memory, aAt, aAt + size, b.memory, bAt, bAt + size);
        }
        MemorySegment left = MemorySegment.ofArray(new byte[(int) Math.min(BLOCK, size)]);
        MemorySegment right = MemorySegment.ofArray(new byte[(int) Math.min(BLOCK, size)]);
        for (long done = 0; done < size; done += BLOCK) {
            long at = done;
            long n = Math.min(BLOCK, size - done);
            guarded(a, () -> MemorySegment.copy(a.memory, aAt + at, left, 0, n));
            guarded(b, () -> MemorySegment.copy(b.memory, bAt + at, right, 0, n));
            long found = MemorySegment.mismatch(left, 0, n, right, 0, n);
            if (found >= 0) {
                return done + found;
            }
        }
        return -1;
    }
}
