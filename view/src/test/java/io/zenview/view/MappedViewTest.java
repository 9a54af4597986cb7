package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedViewTest {
    @TempDir Path folder;

    private Path sparse(long size) throws IOException {
        Path file = folder.resolve("sparse.bin");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(size);
        }
        return file;
    }

    @Test
    void filesBeyondTwoGigabytesAreOneView() throws IOException {
        long size = 5L << 30;
        Path file = sparse(size);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), size - 4);
        }
        try (MemoryView view = MemoryView.map(file)) {
            assertThat(view.length()).isEqualTo(size);
            assertThat(view.get(-1)).isEqualTo(4L);
            assertThat(view.slice(size - 4).toList()).containsExactly(1L, 2L, 3L, 4L);
            assertThat(view.cast(">i").getLong(size / 4 - 1)).isEqualTo(0x01020304);
            assertThat(view.cast(">q").length()).isEqualTo(size / 8);
            assertThat(view.slice(Slice.every(-(3L << 30))).toList()).containsExactly(4L, 0L);
            assertThat(view.asBytes().get(size - 2)).isEqualTo((byte) 3);
            assertThat(view.segment().byteSize()).isEqualTo(size);
            assertThat(view.owner()).isEqualTo(file);
            assertThatThrownBy(view::toBytes)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("5368709120");
            assertThatThrownBy(view::toList).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void writingReachesTheFileOnlyWhereAsked() throws IOException {
        Path file = Files.write(folder.resolve("four.bin"), new byte[] {1, 2, 3, 4});
        try (MemoryView view = MemoryView.map(file, MapMode.PRIVATE)) {
            view.setLong(0, 9);
            assertThat(view.get(0)).isEqualTo(9L);
        }
        assertThat(Files.readAllBytes(file)).containsExactly(1, 2, 3, 4);
        try (MemoryView view = MemoryView.map(file, MapMode.READ_WRITE, 1, 2)) {
            assertThat(view.toList()).containsExactly(2L, 3L);
            view.setLong(-1, 7);
        }
        assertThat(Files.readAllBytes(file)).containsExactly(1, 2, 7, 4);
    }

    @Test
    void emptyFilesMapToEmptyViews() throws IOException {
        Path file = Files.createFile(folder.resolve("empty.bin"));
        try (MemoryView view = MemoryView.map(file)) {
            assertThat(view.length()).isZero();
            assertThat(view.toList()).isEmpty();
            assertThat(view.cast("d").length()).isZero();
        }
    }

    @Test
    void whatCannotBeMappedIsSaidWithItsName() throws IOException {
        Path file = Files.write(folder.resolve("four.bin"), new byte[4]);
        assertThatThrownBy(() -> MemoryView.map(folder.resolve("none.bin")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.bin");
        assertThatThrownBy(() -> MemoryView.map(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a directory");
        assertThatThrownBy(() -> MemoryView.map(file, MapMode.READ_ONLY, 3, 2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("four.bin has 4 bytes")
                .hasMessageContaining("2 bytes at offset 3");
        assertThatThrownBy(() ->
                        MemoryView.map(file, MapMode.READ_ONLY, Long.MAX_VALUE, Long.MAX_VALUE))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> MemoryView.map(file, MapMode.READ_ONLY, -1, 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Files.size(file)).isEqualTo(4);
    }

    @Test
    void oneOfTwoViewsMayCloseFirst() throws IOException {
        Path file = Files.write(folder.resolve("four.bin"), new byte[] {1, 2, 3, 4});
        MemoryView first = MemoryView.map(file);
        MemoryView second = MemoryView.of(first);
        first.close();
        assertThat(second.get(3)).isEqualTo(4L);
        second.close();
        assertThatThrownBy(() -> second.get(3)).isInstanceOf(IllegalStateException.class);
    }
}
