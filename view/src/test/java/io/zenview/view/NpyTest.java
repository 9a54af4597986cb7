package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {
    /// What means something in a header.
    private static final String DAMAGE = "[](){},:'\"\\0123456789uLTF<>|OSVf";

    @TempDir Path folder;

    private Path written(long... numbers) throws IOException {
        Path file = folder.resolve("numbers.npy");
        Npy.write(file, MemoryView.of(numbers));
        return file;
    }

    private static byte[] bytesOf(BufferExporter array) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        Npy.write(stream, array);
        return stream.toByteArray();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void writingReachesTheFileOnlyWhereAsked() throws IOException {
        Path file = written(1, 2, 3);
        try (MemoryView view = Npy.open(file, MapMode.PRIVATE)) {
            view.setLong(0, 9);
            assertThat(view.get(0)).isEqualTo(9L);
        }
        try (MemoryView view = Npy.open(file)) {
            assertThat(view.toList()).isEqualTo(List.of(1L, 2L, 3L));
            assertThatThrownBy(() -> view.setLong(0, 9))
                    .isInstanceOf(java.nio.ReadOnlyBufferException.class);
        }
        try (MemoryView view = Npy.open(file, MapMode.READ_WRITE)) {
            view.setLong(-1, 7);
        }
        MemoryView view = Npy.open(file);
        assertThat(view.toList()).isEqualTo(List.of(1L, 2L, 7L));
        MemoryView transposed = view.transpose();
        view.close();
        assertThatThrownBy(() -> transposed.get(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFileOfManyGigabytesIsCreatedAndReadInPlace() throws IOException {
        Path file = folder.resolve("large.npy");
        long rows = 10L << 30 >> 4;
        try (MemoryView view = Npy.create(file, Format.DOUBLE, rows, 2)) {
            assertThat(view.shape()).containsExactly(rows, 2);
            assertThat(view.get(rows / 2, 1)).isEqualTo(0.0);
            view.set(-1, -1, 42.5);
        }
        assertThat(Files.size(file)).isEqualTo((10L << 30) + 128);
        try (MemoryView view = Npy.open(file)) {
            assertThat(view.get(rows - 1, 1)).isEqualTo(42.5);
            assertThat(view.byteSize()).isEqualTo(10L << 30);
        }
        // One byte less than promised is too little, in any mode, and stays so.
        try (var channel =
                java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
            channel.truncate((10L << 30) + 127);
        }
        for (MapMode mode : List.of(MapMode.READ_ONLY, MapMode.READ_WRITE, MapMode.PRIVATE)) {
            assertThatThrownBy(() -> Npy.open(file, mode))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(
                            "large.npy",
                            "(671088640, 2)",
                            "10737418240 bytes at offset 128",
                            "there are 10737418239");
        }
        assertThat(Files.size(file)).isEqualTo((10L << 30) + 127);
    }

    @Test
    void createdFilesAreZeroInTheOrderAskedFor() throws IOException {
        Path file = folder.resolve("fortran.npy");
        try (MemoryView view = Npy.create(file, Format.parse(">h"), Order.F, 2, 3)) {
            assertThat(view.strides()).containsExactly(2, 4);
            view.set(1, 0, 0x0102L);
        }
        byte[] bytes = Files.readAllBytes(file);
        assertThat(Arrays.copyOfRange(bytes, 128, bytes.length))
                .containsExactly(0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(Npy.header(file).order()).isEqualTo(Order.F);

        try (MemoryView view = Npy.create(folder.resolve("single.npy"), Format.INT)) {
            assertThat(view.ndim()).isZero();
            assertThat(view.byteSize()).isEqualTo(4);
        }
        try (MemoryView view = Npy.create(folder.resolve("none.npy"), Format.INT, 0, 7)) {
            assertThat(view.byteSize()).isZero();
        }
        try (MemoryView view = Npy.open(folder.resolve("none.npy"))) {
            assertThat(view.shape()).containsExactly(0, 7);
        }
    }

    @Test
    void whatCannotBeCreatedLeavesNoFile() throws IOException {
        Path file = written(1, 2);
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> Npy.create(file, Format.INT, 4))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        Path other = folder.resolve("other.npy");
        assertThatThrownBy(() -> Npy.create(other, Format.LONG, 1L << 31, 1L << 31))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(2147483648, 2147483648)");
        assertThatThrownBy(() -> Npy.create(other, Format.LONG, (1L << 60) - 1))
                .isInstanceOfAny(IllegalArgumentException.class, IOException.class)
                .hasMessageContaining("1152921504606846975");
        assertThatThrownBy(() -> Npy.create(other, Format.LONG, 3, -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Npy.create(other, Format.LONG, Order.ANY, 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Npy.create(other, Format.LONG, new long[65]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(names()).containsExactly("numbers.npy");
    }

    @Test
    void writingReplacesAFileAsAWhole() throws IOException {
        Path file = written(1, 2, 3);
        try (MemoryView old = Npy.open(file)) {
            Npy.write(file, MemoryView.of(new double[] {0.5}));
            assertThat(old.toList()).isEqualTo(List.of(1L, 2L, 3L));
        }
        try (MemoryView view = Npy.open(file)) {
            assertThat(view.toList()).isEqualTo(List.of(0.5));
        }
        assertThat(names()).containsExactly("numbers.npy");
    }

    @Test
    void aWriteThatFailsLeavesTheOldFile() throws IOException {
        Path file = written(1, 2, 3);
        byte[] before = Files.readAllBytes(file);
        BufferExporter refusing =
                _ -> {
                    throw new BufferException("not now");
                };
        assertThatThrownBy(() -> Npy.write(file, refusing)).isInstanceOf(BufferException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThatThrownBy(() -> Npy.write(folder, MemoryView.of(new int[1])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a directory");
        assertThatThrownBy(() ->
                        Npy.write(
                                folder.resolve("no").resolve("such.npy"),
                                MemoryView.of(new int[1])))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(names()).containsExactly("numbers.npy");
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path file = written(1, 2, 3);
        Path link = Files.createSymbolicLink(folder.resolve("link.npy"), file);
        Npy.write(link, MemoryView.of(new long[] {5}));
        assertThat(link).isSymbolicLink();
        assertThat(Npy.header(file).shape()).containsExactly(1L);
    }

    @Test
    void theStreamStaysOpenAndTakesAnyLayout() throws IOException {
        int[] numbers = {0, 1, 2, 3, 4, 5};
        MemoryView matrix = MemoryView.of(numbers).reshape(2, 3);
        boolean[] closed = new boolean[1];
        OutputStream stream =
                new ByteArrayOutputStream() {
                    @Override
                    public void close() {
                        closed[0] = true;
                    }
                };
        Npy.write(stream, matrix);
        assertThat(closed[0]).isFalse();
        assertThat(bytesOf(matrix.transpose()))
                .containsSequence("'fortran_order': True".getBytes(StandardCharsets.US_ASCII));
        Path file = folder.resolve("matrix.npy");
        Npy.write(file, matrix.transpose());
        try (MemoryView view = Npy.open(file)) {
            assertThat(view.toList())
                    .isEqualTo(List.of(List.of(0L, 3L), List.of(1L, 4L), List.of(2L, 5L)));
        }
        Npy.write(file, matrix.slice(Slice.ALL, Slice.every(-2)));
        try (MemoryView view = Npy.open(file)) {
            assertThat(view.toList()).isEqualTo(List.of(List.of(2L, 0L), List.of(5L, 3L)));
        }
    }

    @Test
    void bytesBehindTheArrayAreIgnored() throws IOException {
        Path file = written(1, 2, 3);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 5));
        try (MemoryView view = Npy.open(file)) {
            assertThat(view.toList()).isEqualTo(List.of(1L, 2L, 3L));
        }
    }

    @Test
    void everyTruncationIsRefusedWithNumbers() throws IOException {
        byte[] bytes = Files.readAllBytes(written(1, 2, 3));
        Path file = folder.resolve("short.npy");
        for (int size = 0; size < bytes.length; size++) {
            Files.write(file, Arrays.copyOf(bytes, size));
            assertThatThrownBy(() -> Npy.open(file))
                    .as("%d bytes", size)
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageMatching(".*(byte|offset) \\d.*");
        }
        assertThatThrownBy(() -> Npy.open(folder.resolve("none.npy")))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Npy.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder + " is a directory");
    }

    @Test
    void noLengthOfAHeaderIsBelieved() throws IOException {
        Path file = folder.resolve("header.npy");
        byte[] head = "\u0093NUMPY\2\0\377\377\377\177".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, Arrays.copyOf(head, 200));
        assertThatThrownBy(() -> Npy.header(file))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("200 bytes", "header of 2147483647 bytes at offset 12");
        byte[] large = new byte[NpyPreamble.MAX_LENGTH + 13];
        Arrays.fill(large, (byte) ' ');
        System.arraycopy(head, 0, large, 0, 12);
        System.arraycopy(new byte[] {1, 0, 16, 0}, 0, large, 8, 4);
        Files.write(file, large);
        assertThatThrownBy(() -> Npy.header(file))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("1048577", "1048576");
    }

    @Test
    void pickledObjectsAreNeverLoaded() {
        byte[] preamble = header("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }");
        assertThatThrownBy(() -> NpyPreamble.read(preamble, "objects.npy"))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("objects.npy", "offset 22", "pickle", "never run");
    }

    @Test
    void literalsWithinOneAnotherAreLimited() throws IOException {
        String deep = "[".repeat(500_000) + "]".repeat(500_000);
        byte[] preamble =
                header("{'descr': " + deep + ", 'fortran_order': False, 'shape': (1,), }");
        assertThatThrownBy(() -> NpyPreamble.read(preamble, "deep.npy"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("64 values within one another");
    }

    private static byte[] header(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] preamble =
                Arrays.copyOf(
                        new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2}, 12 + encoded.length);
        for (int i = 0; i < 4; i++) {
            preamble[8 + i] = (byte) (encoded.length >>> (8 * i));
        }
        System.arraycopy(encoded, 0, preamble, 12, encoded.length);
        return preamble;
    }

    /// Damaged headers either say something of a known kind or are refused by name: no other
    /// exception, no memory for what they claim.
    @Test
    void damagedHeadersAreRefusedOrMakeSense() throws IOException {
        List<byte[]> sources =
                List.of(
                        bytesOf(MemoryView.of(new int[6]).reshape(2, 3)),
                        header(
                                "{'descr': [(('A title', 'a'), '<i4', (2, 3)), ('', '|V4'), ('b', [('x', '>U3'), (\"y'\", '<c8')])], 'fortran_order': True, 'shape': (3L, 10000000000), }   \n"),
                        header("{'descr': '<M8[25s]', 'fortran_order': False, 'shape': (), }\n"));
        Random random = new Random(20260801);
        int read = 0;
        for (byte[] source : sources) {
            for (int at = 0; at < source.length; at++) {
                for (int value = 0; value < 256; value++) {
                    byte[] damaged = source.clone();
                    damaged[at] = (byte) value;
                    read += makesSense(damaged) ? 1 : 0;
                }
            }
            for (int round = 0; round < 5_000; round++) {
                byte[] damaged = source.clone();
                for (int hits = random.nextInt(4) + 2; hits > 0; hits--) {
                    damaged[random.nextInt(damaged.length)] =
                            (byte) DAMAGE.charAt(random.nextInt(DAMAGE.length()));
                }
                read +=
                        makesSense(Arrays.copyOf(damaged, random.nextInt(damaged.length) + 1))
                                ? 1
                                : 0;
                read += makesSense(damaged) ? 1 : 0;
            }
        }
        assertThat(read).isGreaterThan(1000);
    }

    private static boolean makesSense(byte[] file) {
        try {
            NpyHeader header = NpyPreamble.read(file, "damaged.npy").header();
            assertThat(header.byteSize()).isNotNegative();
            assertThat(header.dataOffset()).isBetween(10L, (long) file.length);
            assertThat(header.shape()).hasSizeLessThanOrEqualTo(64).allMatch(extent -> extent >= 0);
            return true;
        } catch (IOException e) {
            assertThat(e.getMessage()).startsWith("damaged.npy").hasSizeLessThan(500);
            return false;
        }
    }

    @Test
    void messagesDoNotRepeatAWholeHeader() {
        String name = "x".repeat(200_000);
        for (String text :
                List.of(
                        "{'descr': '%s', 'fortran_order': False, 'shape': (), }",
                        "{'%s': 1}",
                        "{'%1$s': 1, '%1$s': 2}",
                        "{'%s' 1}",
                        "{'descr': [('%1$s', '<i4'), ('%1$s', '<i4')], 'fortran_order': False, 'shape': (), }",
                        "{'descr': [('%s:', '<i4')], 'fortran_order': False, 'shape': (), }",
                        "{'descr': [('%s', '<i4')], 'fortran_order': False, 'shape': (), }",
                        "{'descr': '<i4', 'fortran_order': '%s', 'shape': (), }")) {
            assertThat(makesSense(header(text.formatted(name)))).isFalse();
        }
    }

    @Test
    void aFileCanBeWrittenFromItsOwnView() throws IOException {
        Path file = folder.resolve("turned.npy");
        Npy.write(file, MemoryView.of(new int[] {1, 2, 3, 4, 5, 6}).reshape(2, 3));
        try (MemoryView view = Npy.open(file)) {
            Npy.write(file, view.slice(Slice.every(-1)));
        }
        try (MemoryView view = Npy.open(file)) {
            assertThat(view.toList()).isEqualTo(List.of(List.of(4L, 5L, 6L), List.of(1L, 2L, 3L)));
        }
    }

    @Test
    void largeArraysAreWrittenWholeWhateverTheirLayout() throws IOException {
        int[] numbers = java.util.stream.IntStream.range(0, 1_200_000).toArray();
        MemoryView flat = MemoryView.of(numbers);
        Path file = folder.resolve("large.npy");
        for (MemoryView view :
                List.of(
                        flat,
                        flat.slice(Slice.every(-1)),
                        flat.reshape(2, 600_000),
                        flat.reshape(600_000, 2).slice(Slice.every(-2)),
                        flat.reshape(3, 4, 100_000).transpose(2, 0, 1),
                        flat.slice(0, 1).broadcastTo(3, 300_000),
                        flat.cast("B").slice(0, 4_000_000).cast("2000000s"))) {
            Npy.write(file, view);
            try (MemoryView back = Npy.open(file)) {
                assertThat(back.shape()).isEqualTo(view.shape());
                assertThat(back.toBytes().equals(view.toBytes())).as("%s", view).isTrue();
            }
        }
    }
}
