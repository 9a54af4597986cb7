package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedFileTest {
    @TempDir Path folder;

    private Path path() {
        return folder.resolve("data.bin");
    }

    @Test
    void viewsWriteThroughToTheFile() throws IOException {
        try (MappedFile file = MappedFile.create(path(), 8)) {
            try (MemoryView view = MemoryView.of(file)) {
                view.cast("<i").setLong(1, 0x04030201);
                assertThat(view.owner()).isSameAs(file);
                assertThat(view.toString()).contains("length 8, format B");
            }
            file.force();
            assertThat(file.size()).isEqualTo(8);
        }
        assertThat(path()).hasBinaryContent(new byte[] {0, 0, 0, 0, 1, 2, 3, 4});
    }

    @Test
    void itGrowsAndShrinks() throws IOException {
        try (MappedFile file = MappedFile.create(path(), 4)) {
            try (MemoryView view = MemoryView.of(file)) {
                view.assign(Bytes.of(1, 2, 3, 4));
            }
            file.resize(1_000_000);
            try (MemoryView view = MemoryView.of(file)) {
                assertThat(view.length()).isEqualTo(1_000_000);
                assertThat(view.slice(0, 5).toList()).containsExactly(1L, 2L, 3L, 4L, 0L);
                view.setLong(-1, 9);
            }
            file.resize(2);
            assertThat(path()).hasBinaryContent(new byte[] {1, 2});
            file.resize(3);
            try (MemoryView view = MemoryView.of(file)) {
                assertThat(view.toList()).containsExactly(1L, 2L, 0L);
            }
            file.resize(0);
            assertThat(Files.size(path())).isZero();
            assertThatThrownBy(() -> file.resize(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("-1");
        }
    }

    @Test
    void appendingSaysWhereAndGrowsByThatMuch() throws IOException {
        try (MappedFile file = MappedFile.create(path(), 0)) {
            assertThat(file.append(Bytes.of(1, 2))).isZero();
            int[] numbers = {0x01010101, 0x02020202, 0x03030303};
            assertThat(file.append(MemoryView.of(numbers).slice(Slice.every(-2)))).isEqualTo(2);
            assertThat(file.append(Bytes.of())).isEqualTo(10);
            assertThat(file.append(MemoryView.of(new byte[200_000]))).isEqualTo(10);
            assertThat(Files.size(path())).isEqualTo(200_010);
            try (MemoryView view = MemoryView.of(file)) {
                assertThat(view.slice(0, 11).toList())
                        .containsExactly(1L, 2L, 3L, 3L, 3L, 3L, 1L, 1L, 1L, 1L, 0L);
                assertThat(view.length()).isEqualTo(200_010);
            }
        }
    }

    @Test
    void openViewsLockTheSize() throws IOException {
        MappedFile file = MappedFile.create(path(), 4);
        MemoryView view = MemoryView.of(file);
        MemoryView second = MemoryView.of(view);
        for (int open = 2; open > 0; open--) {
            assertThatThrownBy(() -> file.resize(8))
                    .isInstanceOf(BufferException.class)
                    .hasMessageContaining("data.bin of 4 bytes cannot be resized to 8: 1 view is");
            assertThatThrownBy(() -> file.append(Bytes.of(1))).isInstanceOf(BufferException.class);
            assertThatThrownBy(file::close).isInstanceOf(BufferException.class);
            file.resize(4);
            (open == 2 ? view : second).close();
        }
        assertThat(Files.size(path())).isEqualTo(4);
        assertThatThrownBy(() -> file.append(file)).isInstanceOf(BufferException.class);
        file.resize(8);
        file.close();
        file.close();
        assertThatThrownBy(file::size).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> MemoryView.of(file)).isInstanceOf(IllegalStateException.class);
        assertThat(file.toString()).contains("data.bin, closed");
    }

    @Test
    void readOnlyFilesStayAsTheyAre() throws IOException {
        Files.write(path(), new byte[] {1, 2, 3});
        try (MappedFile file = MappedFile.openReadOnly(path())) {
            try (MemoryView view = MemoryView.of(file)) {
                assertThat(view.isReadOnly()).isTrue();
                assertThatThrownBy(() -> MemoryView.of(file, BufferRequest.WRITABLE))
                        .isInstanceOf(BufferException.class);
            }
            assertThatThrownBy(() -> file.resize(1)).isInstanceOf(ReadOnlyBufferException.class);
            assertThatThrownBy(() -> file.append(Bytes.of(1)))
                    .isInstanceOf(ReadOnlyBufferException.class);
        }
        assertThat(path()).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void whatIsThereIsNotOverwrittenAndWhatIsNotIsNotCreated() throws IOException {
        assertThatThrownBy(() -> MappedFile.open(path())).isInstanceOf(NoSuchFileException.class);
        assertThat(path()).doesNotExist();
        Files.write(path(), new byte[] {1});
        assertThatThrownBy(() -> MappedFile.create(path(), 5))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> MappedFile.create(folder.resolve("other"), -5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MappedFile.open(folder)).hasMessageContaining("is a directory");
        assertThat(path()).hasBinaryContent(new byte[] {1});
        assertThat(folder.resolve("other")).doesNotExist();
    }

    @Test
    void anInterruptedThreadMayResize() throws IOException {
        try (MappedFile file = MappedFile.create(path(), 4)) {
            Thread.currentThread().interrupt();
            file.resize(8);
            file.append(Bytes.of(1));
            assertThat(Thread.interrupted()).isTrue();
            file.resize(20);
            try (MemoryView view = MemoryView.of(file)) {
                assertThat(view.length()).isEqualTo(20);
            }
        }
    }

    /// Counts what it is given, and looks at the bytes at the ends.
    private static final class Counter implements WritableByteChannel, ReadableByteChannel {
        private static final long MARK = (2L << 30) + 12_345;
        private long count;
        private int atMark;

        @Override
        public int write(ByteBuffer source) {
            int n = source.remaining();
            if (MARK >= count && MARK < count + n) {
                atMark = source.get(source.position() + (int) (MARK - count));
            }
            count += n;
            source.position(source.limit());
            return n;
        }

        @Override
        public int read(ByteBuffer target) {
            int n = target.remaining();
            if (MARK >= count && MARK < count + n) {
                target.put(target.position() + (int) (MARK - count), (byte) 77);
            }
            count += n;
            target.position(target.limit());
            return n;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void transfersGoBeyondTwoGigabytes() throws IOException {
        long size = (5L << 30) + 3;
        try (MappedFile file = MappedFile.createSparse(path(), size);
                MemoryView view = MemoryView.of(file)) {
            Counter in = new Counter();
            assertThat(view.readFrom(in)).isEqualTo(size);
            assertThat(view.getLong(Counter.MARK)).isEqualTo(77);
            Counter out = new Counter();
            assertThat(view.writeTo(out)).isEqualTo(size);
            assertThat(out.count).isEqualTo(size);
            assertThat(out.atMark).isEqualTo(77);
            assertThat(view.asByteBuffer(Counter.MARK, 1).get()).isEqualTo((byte) 77);
            assertThatThrownBy(view::asByteBuffer)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("5368709123");
            try (var stream = view.inputStream()) {
                assertThat(stream.available()).isEqualTo(Integer.MAX_VALUE);
                assertThat(stream.skip(Counter.MARK)).isEqualTo(Counter.MARK);
                assertThat(stream.read()).isEqualTo(77);
            }
            // Through the staging buffer, far apart: each byte costs a page.
            Counter strided = new Counter();
            long first = Counter.MARK % (16 << 20);
            assertThat(view.slice(Slice.of(first, size, 16 << 20)).writeTo(strided))
                    .isEqualTo((size - first + (16 << 20) - 1) / (16 << 20));
        }
    }

    @Test
    void aFullDiskIsAClearErrorAndChangesNothing() throws Exception {
        boolean mounted =
                run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString()) == 0;
        if (!mounted) {
            System.out.println(
                    "SKIPPED: MappedFileTest on a full disk needs the right to mount a small file"
                            + " system");
        }
        assumeThat(mounted).as("the right to mount a small file system").isTrue();
        try {
            assertThatThrownBy(() -> MappedFile.create(path(), 2 << 20))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("data.bin cannot be created with 2097152 bytes")
                    .hasMessageContaining("No space left on device");
            assertThat(path()).doesNotExist();
            try (MappedFile file = MappedFile.create(path(), 100_000)) {
                assertThatThrownBy(() -> file.resize(2 << 20))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("cannot grow from 100000 to 2097152 bytes")
                        .hasMessageContaining("No space left on device");
                assertThatThrownBy(() -> file.append(MemoryView.of(new byte[2 << 20])))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("cannot grow from 100000 to 2197152 bytes");
                assertThat(file.size()).isEqualTo(100_000);
                assertThat(Files.size(path())).isEqualTo(100_000);
                file.resize(200_000);
            }
            Files.delete(path());
            // Without a reserve the disk is full when the memory is written: transfers say so.
            try (MappedFile file = MappedFile.createSparse(path(), 4 << 20);
                    MemoryView view = MemoryView.of(file)) {
                assertThatThrownBy(() -> view.outputStream().write(new byte[2 << 20]))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("the disk under it is full");
            }
        } finally {
            assertThat(run("umount", folder.toString())).isZero();
        }
    }

    private static int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}
