package io.zenview.transfer;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.IntConsumer;
import java.util.zip.CRC32C;

/// A digest in the making. Used by one thread.
final class Digester {
    /// SHA-256 works on arrays; left to itself the JDK moves direct buffers into it 4 KiB at a
    /// time.
    private static final int CHUNK = 16 << 10;

    private final DigestAlgorithm algorithm;
    private final MessageDigest sha256;
    private final CRC32C crc32c = new CRC32C();
    private final byte[] array;

    Digester(DigestAlgorithm algorithm) {
        this.algorithm = algorithm;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        this.array = new byte[CHUNK];
    }

    /// Takes what remains in the buffer.
    void update(ByteBuffer bytes) {
        switch (algorithm) {
            case CRC32C -> {
                // The JDK's CRC reads buffers in a routine of its own, where a page that another
                // program cut off a mapped file ends the whole JVM. Copying it is an error at most.
                if (MemorySegment.ofBuffer(bytes).isMapped()) {
                    inPieces(bytes, n -> crc32c.update(array, 0, n));
                } else {
                    crc32c.update(bytes);
                }
            }
            case SHA_256 -> inPieces(bytes, n -> sha256.update(array, 0, n));
        }
    }

    private void inPieces(ByteBuffer bytes, IntConsumer update) {
        while (bytes.hasRemaining()) {
            int n = Math.min(array.length, bytes.remaining());
            bytes.get(array, 0, n);
            update.accept(n);
        }
    }

    Digest finish() {
        return switch (algorithm) {
            case SHA_256 -> new Digest(algorithm, sha256.digest());
            case CRC32C -> {
                byte[] bigEndian =
                        ByteBuffer.allocate(Integer.BYTES).putInt((int) crc32c.getValue()).array();
                yield new Digest(algorithm, bigEndian);
            }
        };
    }
}
