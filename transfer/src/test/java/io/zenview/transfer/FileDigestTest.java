package io.zenview.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FileDigestTest {
    @TempDir Path directory;

    private FileChannel open(int size) throws IOException {
        return FileChannel.open(
                Patterns.file(directory, size), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_384, 262_143, 262_144, 262_145, 1_000_003})
    void theWholeFile(int size) throws Exception {
        try (FileChannel file = open(size)) {
            assertThat(FileDigest.of(DigestAlgorithm.SHA_256, file, 0, size))
                    .isEqualTo(DigestTest.sha256(Patterns.bytes(size)));
            assertThat(file.position()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void partsMakeTheWhole(DigestAlgorithm algorithm) throws IOException {
        int size = 700_000;
        Digester whole = new Digester(algorithm);
        whole.update(ByteBuffer.wrap(Patterns.bytes(size), 13, size - 13));
        try (FileChannel file = open(size)) {
            FileDigest digest = new FileDigest(algorithm);
            digest.update(file, 13, 20);
            digest.update(file, 20, 20);
            digest.update(file, 20, 650_001);
            digest.update(file, 650_001, size);
            assertThat(digest.finish()).isEqualTo(whole.finish());
        }
    }

    @Test
    void aFileThatGrowsIsDigestedByAnotherThread() throws Exception {
        byte[] bytes = Patterns.bytes(3_000_000);
        BlockingQueue<Long> written = new LinkedBlockingQueue<>();
        try (FileChannel file = open(0)) {
            FutureTask<Digest> digesting =
                    new FutureTask<>(() -> {
                        FileDigest digest = new FileDigest(DigestAlgorithm.SHA_256);
                        for (long at = 0; at < bytes.length; ) {
                            Long to = written.poll(20, TimeUnit.SECONDS);
                            assertThat(to).as("bytes within 20 s").isNotNull();
                            digest.update(file, at, to);
                            at = to;
                        }
                        return digest.finish();
                    });
            Thread.ofPlatform().daemon().start(digesting);
            for (int at = 0; at < bytes.length; at += 100_000) {
                file.write(ByteBuffer.wrap(bytes, at, 100_000), at);
                written.add(at + 100_000L);
            }
            assertThat(digesting.get(20, TimeUnit.SECONDS)).isEqualTo(DigestTest.sha256(bytes));
        }
    }

    @Test
    void beyondFourGibibytes() throws Exception {
        byte[] bytes = Patterns.bytes(1000);
        long at = (1L << 32) + 5;
        try (FileChannel file = open(0)) {
            file.write(ByteBuffer.wrap(bytes), at);
            assertThat(FileDigest.of(DigestAlgorithm.SHA_256, file, at, at + 1000))
                    .isEqualTo(DigestTest.sha256(bytes));
        }
    }

    @Test
    void aFileThatWasCutIsAnErrorWithTheNumbers() throws IOException {
        try (FileChannel file = open(500_000)) {
            file.truncate(300_000);
            assertThatThrownBy(() -> FileDigest.of(DigestAlgorithm.SHA_256, file, 7, 500_000))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("300000", "500000");
        }
    }

    @Test
    void misuse() throws IOException {
        try (FileChannel file = open(10)) {
            FileDigest digest = new FileDigest(DigestAlgorithm.CRC32C);
            assertThatThrownBy(() -> digest.update(file, -1, 5))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> digest.update(file, 6, 5))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            digest.update(file, 0, 10);
            assertThat(digest.finish().hex()).hasSize(8);
            assertThatThrownBy(digest::finish).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> digest.update(file, 0, 1))
                    .isInstanceOf(IllegalStateException.class);
        }
        try (FileChannel unreadable =
                FileChannel.open(directory.resolve("pattern-10"), StandardOpenOption.WRITE)) {
            assertThatThrownBy(() -> FileDigest.of(DigestAlgorithm.CRC32C, unreadable, 0, 1))
                    .isInstanceOf(NonReadableChannelException.class);
        }
    }
}
