package io.zenview.transfer;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/// A digest of bytes in a file, computed in parts: also of a file that is still growing, by another
/// thread than the one that writes it.
///
/// Each byte is read once, from the page cache, through a buffer that stays in the processor's
/// cache. Beside SHA-256 that costs an eighth more. (Mapping the file instead saves that copy but
/// not the page faults, and costs more than twice as much; see `docs/performance.md`.)
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
    /// What a second-level cache holds beside the rest; measured.
    private static final long BUFFER = 256L << 10;

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
    /// @throws IOException if the file ends before `to`, or cannot be read
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
    /// @throws IOException if the file ends before `to`, or cannot be read. The digest is of no use
    ///   then
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
        try (Arena arena = Arena.ofConfined()) {
            ByteBuffer buffer = arena.allocate(Math.min(BUFFER, to - from)).asByteBuffer();
            for (long at = from; at < to; ) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
                int n = file.read(buffer, at);
                if (n < 0) {
                    throw new IOException(
                            name
                                    + " ends at "
                                    + file.size()
                                    + ", and its bytes from "
                                    + at
                                    + " to "
                                    + to
                                    + " were to be digested: it was cut meanwhile");
                }
                digester.update(buffer.flip());
                at += n;
            }
        }
    }
}
