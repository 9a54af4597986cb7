package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real NumPy loads what was written here.
class NumpyInteroperabilityTest {
    /// Formats, and the types that NumPy must find.
    private static final Map<String, String> TYPES =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("?", "'|b1'"),
                            Map.entry("b", "'|i1'"),
                            Map.entry("B", "'|u1'"),
                            Map.entry("c", "'|S1'"),
                            Map.entry("7s", "'|S7'"),
                            Map.entry("<h", "'<i2'"),
                            Map.entry(">h", "'>i2'"),
                            Map.entry("<i", "'<i4'"),
                            Map.entry(">I", "'>u4'"),
                            Map.entry("<l", "'<i4'"),
                            Map.entry("<q", "'<i8'"),
                            Map.entry(">Q", "'>u8'"),
                            Map.entry("l", "'=i8'"),
                            Map.entry("L", "'=u8'"),
                            Map.entry("n", "'=i8'"),
                            Map.entry("P", "'=u8'"),
                            Map.entry("<e", "'<f2'"),
                            Map.entry(">f", "'>f4'"),
                            Map.entry("d", "'=f8'"),
                            Map.entry("<3w", "'<U3'"),
                            Map.entry(">2w", "'>U2'"),
                            Map.entry("<Zf", "'<c8'"),
                            Map.entry(">Zd", "'>c16'"),
                            Map.entry("<hi", "[('f0', '<i2'), ('f1', '<i4')]"),
                            Map.entry(
                                    "T{b:a:<3xi:b:>2xd:c:x}",
                                    "[('a', 'i1'), ('', 'V3'), ('b', '<i4'), ('', 'V2'), ('c', '>f8'), ('', 'V1')]"),
                            Map.entry(
                                    "T{<h:x:(2,3)>f:m:T{4s:name:<Zf:z:}:inner:(2)T{B:p:}:q:}",
                                    "[('x', '<i2'), ('m', '>f4', (2, 3)), ('inner', [('name', 'S4'), ('z', '<c8')]), ('q', [('p', 'u1')], (2,))]"),
                            Map.entry(
                                    "T{<i:größe:i:it's \"α\":}",
                                    "[('größe', '<i4'), ('it\\'s \"α\"', '<i4')]")));

    @TempDir Path folder;
    private final List<String> expected = new ArrayList<>();

    @Test
    void numpyFindsWhatWasWritten() throws IOException, InterruptedException {
        requireNumpy();
        Random random = new Random(7);
        for (Map.Entry<String, String> type : TYPES.entrySet()) {
            Format format = Format.parse(type.getKey());
            byte[] memory = new byte[24 * format.itemSize()];
            if (format.code() != 'w') {
                random.nextBytes(memory);
            }
            if (format.code() == '?') {
                for (int i = 0; i < memory.length; i++) {
                    memory[i] &= 1;
                }
            }
            MemoryView flat = MemoryView.of(memory).cast(format);
            if (format.code() == 'w') {
                flat.set(1, "zα");
                flat.set(5, "\uD83D\uDC0D");
            }
            write(type.getValue(), flat);
            write(type.getValue(), flat.slice(Slice.every(-5)));
            write(type.getValue(), flat.slice(0, 0));
            write(type.getValue(), flat.at(3));
            write(type.getValue(), flat.reshape(2, 3, 4));
            write(type.getValue(), flat.reshape(2, 3, 4).transpose());
            write(type.getValue(), flat.reshape(4, 6).slice(Slice.every(2), Slice.from(1)));
            write(type.getValue(), flat.slice(0, 0).reshape(3, 0));
        }
        write(
                IntStream.range(0, 3000)
                        .mapToObj("('a_field_called_%d', '<i2')"::formatted)
                        .collect(Collectors.joining(", ", "[", "]")),
                MemoryView.of(new byte[12000])
                        .cast(
                                IntStream.range(0, 3000)
                                        .mapToObj("h:a_field_called_%d:"::formatted)
                                        .collect(Collectors.joining("", "T{<", "}"))));
        int grown = expected.size();
        Path last = folder.resolve(grown + ".npy");
        Npy.write(last, MemoryView.of(new int[] {1, 2}).reshape(1, 2));
        Npy.append(last, MemoryView.of(new int[] {3, 4, 5, 6}).reshape(2, 2));
        try (MemoryView view = Npy.open(last)) {
            expect("'=i4'", view);
        }
        try (MemoryView view =
                Npy.create(folder.resolve(grown + 1 + ".npy"), Format.parse(">d"), Order.F, 3, 2)) {
            view.set(2, 0, 1.5);
            expect("'>f8'", view);
        }
        Files.write(folder.resolve("expected.txt"), expected);
        assertThat(run("python3", "src/test/python/check_npy.py", folder.toString()))
                .isEqualTo(expected.size() + " compared");
        assertThat(Npy.header(folder.resolve(grown - 1 + ".npy")).majorVersion()).isEqualTo(2);
    }

    private void write(String descr, MemoryView view) throws IOException {
        Npy.write(folder.resolve(expected.size() + ".npy"), view);
        expect(descr, view);
    }

    private void expect(String descr, MemoryView view) {
        String shape =
                java.util.Arrays.stream(view.shape())
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(","));
        boolean fortran = view.isFContiguous() && !view.isCContiguous();
        expected.add(
                String.join(
                        ";",
                        expected.size() + ".npy",
                        descr,
                        fortran ? "F" : "C",
                        shape,
                        HexFormat.of().formatHex(view.toBytes().toByteArray())));
    }

    private static void requireNumpy() throws InterruptedException {
        String why;
        try {
            why = run("python3", "-c", "import numpy");
        } catch (IOException e) {
            why = String.valueOf(e.getMessage());
        }
        if (!why.isEmpty()) {
            System.out.println(
                    "SKIPPED: NumpyInteroperabilityTest needs python3 with numpy: "
                            + why.lines().reduce("", (_, line) -> line));
        }
        assumeThat(why).as("complaints of python3 -c 'import numpy'").isEmpty();
    }

    /// What a program prints, errors included.
    private static String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String printed =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return printed.strip();
        } finally {
            process.destroy();
        }
    }
}
