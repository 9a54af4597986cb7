package io.zenview.transfer;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;

/// A digest in the making. Used by one thread.
final class Digester {
    /// SHA-256 works on arrays; left to itself the JDK moves direct buffers into it 4 KiB at a
    /// time.
    private static final int SHA_CHUNK = 16 << 10;

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
        this.array = new byte[algorithm == DigestAlgorithm.SHA_256 ? SHA_CHUNK : 0];
    }

    /// Takes what remains in the buffer.
    void update(ByteBuffer bytes) {
        switch (algorithm) {
            case CRC32C -> crc32c.update(bytes);
            case SHA_256 -> {
                while (bytes.hasRemaining()) {
                    int n = Math.min(array.length, bytes.remaining());
                    bytes.get(array, 0, n);
                    sha256.update(array, 0, n);
                }
            }
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
