package io.zenview.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DigesterTest {
    private static final int SIZE = 100_000;

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void everyKindOfBufferHasTheSameDigest(DigestAlgorithm algorithm) throws IOException {
        byte[] data = new byte[SIZE];
        new Random(1).nextBytes(data);
        Digest expected = digest(algorithm, ByteBuffer.wrap(data));
        ByteBuffer direct = ByteBuffer.allocateDirect(SIZE).put(data).flip();
        assertThat(digest(algorithm, direct)).isEqualTo(expected);
        assertThat(digest(algorithm, mapped(Files.write(folder.resolve("data"), data))))
                .isEqualTo(expected);
    }

    /// With the buffer handed to the JDK's CRC as it is, this ends the JVM.
    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void aMappedFileThatWasCutIsAnError(DigestAlgorithm algorithm) throws IOException {
        Path file = Files.write(folder.resolve("cut"), new byte[SIZE]);
        MappedByteBuffer mapped = mapped(file);
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> digest(algorithm, mapped)).isInstanceOf(InternalError.class);
    }

    private static MappedByteBuffer mapped(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(MapMode.READ_ONLY, 0, channel.size());
        }
    }

    private static Digest digest(DigestAlgorithm algorithm, ByteBuffer bytes) {
        Digester digester = new Digester(algorithm);
        digester.update(bytes);
        return digester.finish();
    }
}
