package io.zenview.transfer;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.Objects;

/// A digest of bytes in a file, computed in parts: also of a file that is still growing, by another
/// thread than the one that writes it.
///
/// Each byte is read once, from the page cache where the file is mapped, and copied once into an
/// array in the processor's cache, as hashing works on arrays. That costs little beside SHA-256.
///
/// ```java
/// FileDigest digest = new FileDigest(DigestAlgorithm.SHA_256);
/// digest.update(file, 0, 40_000_000);          // what is there already
/// digest.update(file, 40_000_000, file.size()); // what has come since
/// Digest sha256 = digest.finish();
/// ```
///
/// Used by one thread at a time.
public final class FileDigest {
    /// Large enough that mapping costs nothing beside hashing, small enough to bound the resident
    /// memory.
    private static final long WINDOW = 4L << 20;

    private final Digester digester;
    private boolean finished;

    /// A digest of nothing yet.
    ///
    /// @param algorithm how to compute it
    public FileDigest(DigestAlgorithm algorithm) {
        this.digester = new Digester(Objects.requireNonNull(algorithm, "algorithm"));
    }

    /// The digest of a part of a file.
    ///
    /// @param algorithm how to compute it
    /// @param file a file that is open for reading
    /// @param from the offset of the first byte, in bytes
    /// @param to the offset after the last byte, in bytes
    /// @return the digest
    /// @throws IOException if the file ends before `to`, was cut meanwhile, or cannot be mapped
    /// @throws IndexOutOfBoundsException if not 0 ≤ `from` ≤ `to`
    public static Digest of(DigestAlgorithm algorithm, FileChannel file, long from, long to)
            throws IOException {
        FileDigest digest = new FileDigest(algorithm);
        digest.update(file, from, to);
        return digest.finish();
    }

    /// Takes the bytes of a part of a file, as they are then.
    ///
    /// @param file a file that is open for reading. Its position is neither used nor moved
    /// @param from the offset of the first byte, in bytes
    /// @param to the offset after the last byte, in bytes; all of them must have been written
    /// @throws IOException if the file ends before `to`, was cut meanwhile, or cannot be mapped.
    ///   The digest is of no use then
    /// @throws IndexOutOfBoundsException if not 0 ≤ `from` ≤ `to`
    /// @throws IllegalStateException after [#finish]
    public void update(FileChannel file, long from, long to) throws IOException {
        requireUnfinished();
        feed(digester, file, "the file", from, to);
    }

    /// The digest of all bytes so far, which ends it.
    ///
    /// @return the digest
    /// @throws IllegalStateException if called before
    public Digest finish() {
        requireUnfinished();
        finished = true;
        return digester.finish();
    }

    private void requireUnfinished() {
        if (finished) {
            throw new IllegalStateException("the digest was finished before");
        }
    }

    static void feed(Digester digester, FileChannel file, String name, long from, long to)
            throws IOException {
        Objects.checkFromToIndex(from, to, Long.MAX_VALUE);
        for (long at = from; at < to; ) {
            long n = Math.min(WINDOW, to - at);
            // Mapping beyond the end would make the file longer.
            requireWhole(file, name, at, to);
            try (Arena arena = Arena.ofConfined()) {
                ByteBuffer window = file.map(MapMode.READ_ONLY, at, n, arena).asByteBuffer();
                digester.update(window);
            } catch (InternalError e) {
                // A page that another program cut off.
                requireWhole(file, name, at, to);
                throw new IOException(name + " cannot be read at offset " + at, e);
            }
            at += n;
        }
        // A page of which just the end was cut off reads as zeros.
        requireWhole(file, name, to, to);
    }

    private static void requireWhole(FileChannel file, String name, long at, long to)
            throws IOException {
        long size = file.size();
        if (size < to) {
            throw new IOException(
                    name
                            + " has "
                            + size
                            + " bytes, and those up to offset "
                            + to
                            + " were to be digested: it was cut while it was read, at offset "
                            + at);
        }
    }
}
