package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyAppendTest {
    @TempDir Path folder;

    private Path written(BufferExporter array) throws IOException {
        Path file = folder.resolve("array.npy");
        Npy.write(file, array);
        return file;
    }

    private static List<Object> read(Path file) throws IOException {
        try (MemoryView view = Npy.open(file)) {
            return view.toList();
        }
    }

    @Test
    void rowsAreAddedWhereTheFileIs() throws IOException {
        Path file = written(MemoryView.of(new int[0]).reshape(0, 2));
        List<Object> expected = new ArrayList<>();
        int next = 0;
        // The number of rows takes one digit, then two, then three.
        for (int count : new int[] {1, 8, 1, 0, 89, 1, 20}) {
            int[] rows = new int[count * 2];
            for (int row = 0; row < count; row++) {
                rows[2 * row] = next;
                rows[2 * row + 1] = -next;
                expected.add(List.of((long) next, (long) -next));
                next++;
            }
            Npy.append(file, MemoryView.of(rows).reshape(count, 2));
            assertThat(read(file)).isEqualTo(expected);
            assertThat(Npy.header(file).dataOffset()).isEqualTo(128);
        }
        Path anew = folder.resolve("anew.npy");
        try (MemoryView view = Npy.open(file)) {
            Npy.write(anew, view);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(Files.readAllBytes(anew));
    }

    @Test
    void rowsOfAnyLayoutAndOfAlikeFormatsFit() throws IOException {
        Path file = written(MemoryView.of(new long[] {1, 2}));
        Npy.append(file, MemoryView.of(new long[] {3, 4, 5}).slice(Slice.every(-1)));
        Npy.append(file, MemoryView.of(new long[] {6}).cast("B").cast("q"));
        assertThat(read(file)).isEqualTo(List.of(1L, 2L, 5L, 4L, 3L, 6L));
        // Of the file itself, too.
        try (MemoryView view = Npy.open(file)) {
            Npy.append(file, view);
        }
        assertThat(read(file)).hasSize(12).endsWith(4L, 3L, 6L);
    }

    @Test
    void untilTheHeaderCountsThemRowsAreNotThere() throws IOException {
        Path file = written(MemoryView.of(new long[] {1, 2, 3}));
        byte[] before = Files.readAllBytes(file);
        // As if the process had been killed after the rows and before the header.
        try (NpyAppend append = NpyAppend.open(file)) {
            append.write(MemoryView.of(new long[] {7, 8, 9, 10}));
        }
        byte[] between = Files.readAllBytes(file);
        assertThat(between).startsWith(before).hasSize(before.length + 32);
        assertThat(read(file)).isEqualTo(List.of(1L, 2L, 3L));
        // As if it had been killed anywhere in the rows.
        for (int size = before.length; size < between.length; size++) {
            Files.write(file, Arrays.copyOf(between, size));
            assertThat(read(file)).isEqualTo(List.of(1L, 2L, 3L));
        }
        // What was left behind is overwritten by whoever comes next.
        Npy.append(file, MemoryView.of(new long[] {4}));
        assertThat(read(file)).isEqualTo(List.of(1L, 2L, 3L, 4L));
    }

    @Test
    void onlyTheNumberChangesInAHeader() throws IOException {
        Path file = folder.resolve("foreign.npy");
        String text = "{ 'shape' : (3L, 1), \"fortran_order\":False, 'descr' : '<M8[ms]' }     \n";
        Files.write(file, foreign(text, 24));
        Npy.append(file, MemoryView.of(new long[7]).reshape(7, 1));
        assertThat(text(file, text.length()))
                .isEqualTo(
                        "{ 'shape' : (10L, 1), \"fortran_order\":False, 'descr' : '<M8[ms]' }    \n");
        assertThat(Npy.header(file).descr()).isEqualTo("'<M8[ms]'");
        assertThat(read(file)).hasSize(10);
    }

    @Test
    void aHeaderWithoutRoomIsLeftAsItIs() throws IOException {
        Path file = folder.resolve("foreign.npy");
        String text = "{'descr':'<i8','fortran_order':False,'shape':(8,)}";
        Files.write(file, foreign(text, 64));
        Npy.append(file, MemoryView.of(new long[1]));
        assertThat(Npy.header(file).shape()).containsExactly(9L);
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> Npy.append(file, MemoryView.of(new long[1])))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(
                        "foreign.npy", "no room for 10 rows", "51", "50", "Npy.write");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    private static byte[] foreign(String text, int dataSize) {
        byte[] head =
                ("\u0093NUMPY\1\0" + (char) text.length() + "\0" + text)
                        .getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.copyOf(head, head.length + dataSize);
    }

    private static String text(Path file, int length) throws IOException {
        return new String(Files.readAllBytes(file), 10, length, StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatDoesNotFitIsRefusedAndChangesNothing() throws IOException {
        Path file = written(MemoryView.of(new int[6]).reshape(2, 3));
        byte[] before = Files.readAllBytes(file);
        List<MemoryView> others =
                List.of(
                        MemoryView.of(new int[3]),
                        MemoryView.of(new int[4]).reshape(2, 2),
                        MemoryView.of(new int[6]).reshape(1, 2, 3),
                        MemoryView.of(new float[3]).reshape(1, 3),
                        MemoryView.of(new int[3]).cast("B").cast(">i").reshape(1, 3),
                        MemoryView.of(new int[1]).reshape());
        for (MemoryView rows : others) {
            assertThatThrownBy(() -> Npy.append(file, rows))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("array.npy", "(2, 3)", Layout.describe(rows.shape()));
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void filesThatCannotGrowAreRefused() throws IOException {
        Path fortran = written(MemoryView.of(new int[6]).reshape(2, 3).transpose());
        assertThatThrownBy(() -> Npy.append(fortran, MemoryView.of(new int[2]).reshape(1, 2)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Fortran order");
        Path single = written(MemoryView.of(new int[1]).reshape());
        assertThatThrownBy(() -> Npy.append(single, MemoryView.of(new int[1]).reshape()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("without dimensions");
        Path cut = written(MemoryView.of(new int[6]));
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 130));
        assertThatThrownBy(() -> Npy.append(cut, MemoryView.of(new int[1])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut short");
        assertThat(Files.size(cut)).isEqualTo(130);
    }

    @Test
    void twoDoNotAppendAtTheSameTime() throws IOException {
        Path file = written(MemoryView.of(new long[] {1}));
        try (NpyAppend first = NpyAppend.open(file)) {
            assertThatThrownBy(() -> Npy.append(file, MemoryView.of(new long[] {3})))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("somebody else");
            first.write(MemoryView.of(new long[] {2}));
            first.publish();
        }
        Npy.append(file, MemoryView.of(new long[] {3}));
        assertThat(read(file)).isEqualTo(List.of(1L, 2L, 3L));
    }
}
