package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zenview.transfer.Digest;
import io.zenview.transfer.DigestAlgorithm;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingDigestTest {
    private static final EnumSet<DigestAlgorithm> ALL = EnumSet.allOf(DigestAlgorithm.class);

    @TempDir private Path directory;

    @Test
    void knownDigests() throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "xx123456789");
        assertThat(new GrowingDigest(file, 2, ALL, Runnable::run).finish(11))
                .containsExactly(
                        new Digest(
                                DigestAlgorithm.SHA_256,
                                "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"),
                        // The check value of CRC-32C, as in RFC 3720.
                        new Digest(DigestAlgorithm.CRC32C, "e3069283"));
    }

    @Test
    void followsAFileThatGrows() throws Exception {
        byte[] bytes = Uploads.bytes(1, 9_000_000);
        Path file = Files.createFile(directory.resolve("f"));
        Random random = new Random(2);
        try (ExecutorService background = Executors.newFixedThreadPool(2);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            GrowingDigest digest = new GrowingDigest(file, 0, ALL, background);
            for (int at = 0; at < bytes.length; ) {
                int n = Math.min(bytes.length - at, 1 + random.nextInt(700_000));
                at += channel.write(ByteBuffer.wrap(bytes, at, n), at);
                digest.reached(at);
            }
            String expected =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            assertThat(digest.finish(bytes.length).getFirst().hex()).isEqualTo(expected);
            assertThat(digest.finish(bytes.length).getFirst().hex()).isEqualTo(expected);
        }
    }

    @Test
    void followsInTheBackground() throws Exception {
        Path file = Files.write(directory.resolve("f"), new byte[5 << 20]);
        try (ExecutorService background = Executors.newSingleThreadExecutor()) {
            GrowingDigest digest = new GrowingDigest(file, 0, ALL, background);
            digest.reached(5 << 20);
            background.shutdown();
            assertThat(background.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            // Everything has been read: the file is not needed any more.
            Files.delete(file);
            assertThat(digest.finish(5 << 20)).hasSize(2);
        }
    }

    @Test
    void aFileThatIsTooShortIsAnError() throws Exception {
        Path file =
                Files.write(directory.resolve("f"), "short".getBytes(StandardCharsets.US_ASCII));
        GrowingDigest digest = new GrowingDigest(file, 0, ALL, Runnable::run);
        digest.reached(3 << 20);
        assertThatThrownBy(() -> digest.finish(3 << 20))
                .isInstanceOf(EOFException.class)
                .hasMessageContainingAll("5", "3145728");
    }
}
