package io.zenview.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class DigestTest {
    static Digest sha256(byte[] bytes) throws Exception {
        return new Digest(
                DigestAlgorithm.SHA_256, MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static Digest digest(DigestAlgorithm algorithm, ByteBuffer... parts) {
        Digester digester = new Digester(algorithm);
        for (ByteBuffer part : parts) {
            digester.update(part);
        }
        return digester.finish();
    }

    @Test
    void publishedCheckValues() {
        ByteBuffer check = ByteBuffer.wrap("123456789".getBytes(StandardCharsets.US_ASCII));
        assertThat(digest(DigestAlgorithm.CRC32C, check.duplicate()))
                .hasToString("crc32c:e3069283");
        assertThat(
                        digest(
                                DigestAlgorithm.SHA_256,
                                ByteBuffer.wrap("abc".getBytes(StandardCharsets.US_ASCII))))
                .hasToString(
                        "sha-256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(digest(DigestAlgorithm.SHA_256))
                .hasToString(
                        "sha-256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void partsAndKindsOfBuffersMakeNoDifference() throws Exception {
        byte[] bytes = Patterns.bytes(100_000);
        ByteBuffer direct = ByteBuffer.allocateDirect(50_001).put(bytes, 0, 50_001).flip();
        ByteBuffer heap = ByteBuffer.wrap(bytes, 50_001, 49_999).slice();
        assertThat(digest(DigestAlgorithm.SHA_256, direct, heap.asReadOnlyBuffer()))
                .isEqualTo(sha256(bytes));
    }
}
