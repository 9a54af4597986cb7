package io.zenview.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Every way that elements of several dimensions may lie: each view has the shape (2, 3, 4), and
/// its element (i, j, k) is 12 i + 4 j + k.
final class ShapedKinds {
    static final long[] SHAPE = {2, 3, 4};

    private ShapedKinds() {}

    record Kind(String name, Supplier<MemoryView> source) {
        MemoryView open() {
            return source.get();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// All of them; each view is made anew.
    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind(
                        "reshaped long[]",
                        () -> filled(MemoryView.of(new long[24]).reshape(SHAPE))),
                new Kind(
                        "cast byte[]",
                        () -> filled(MemoryView.of(new byte[48]).cast(Format.parse(">h"), SHAPE))),
                new Kind(
                        "cast in Fortran order",
                        () -> filled(MemoryView.of(new byte[96]).cast(Format.INT, Order.F, SHAPE))),
                new Kind(
                        "native segment",
                        () ->
                                filled(
                                        MemoryView.of(
                                                Arena.ofAuto().allocate(192, 8),
                                                Format.DOUBLE,
                                                SHAPE))),
                new Kind(
                        "transposed",
                        () -> filled(MemoryView.of(new int[24]).reshape(4, 3, 2).transpose())),
                new Kind(
                        "axes in another order",
                        () ->
                                filled(
                                        MemoryView.of(new char[24])
                                                .reshape(3, 2, 4)
                                                .transpose(1, 0, -1))),
                new Kind(
                        "reversed in every dimension",
                        () ->
                                filled(
                                        MemoryView.of(new float[24])
                                                .reshape(SHAPE)
                                                .slice(Slice.parse("::-1, ::-1, ::-1")))),
                new Kind(
                        "every second of a larger one",
                        () ->
                                filled(
                                        MemoryView.of(new long[4 * 7 * 9])
                                                .reshape(4, 7, 9)
                                                .slice(Slice.parse("1::2, 5:0:-2, 1:8:2")))),
                new Kind(
                        "one index of a fourth dimension",
                        () ->
                                filled(
                                        MemoryView.of(new short[120])
                                                .reshape(2, 5, 3, 4)
                                                .slice(Slice.parse(":, 2, ...")))),
                new Kind(
                        "strided segment",
                        () ->
                                filled(
                                        MemoryView.strided(
                                                MemorySegment.ofArray(new byte[400]),
                                                Format.parse("<i"),
                                                205,
                                                SHAPE,
                                                new long[] {101, -37, 5}))),
                new Kind(
                        "field of records",
                        () ->
                                filled(
                                        MemoryView.of(new byte[24 * 7])
                                                .cast("=bi:value:h")
                                                .reshape(SHAPE)
                                                .field("value"))),
                new Kind("mapped doubles", () -> filled(mapped(192).cast(Format.DOUBLE, SHAPE))),
                new Kind(
                        "mapped, big-endian, transposed",
                        () -> filled(mapped(96).cast(Format.parse(">i"), 4, 3, 2).transpose())),
                new Kind(
                        "mapped, every second",
                        () ->
                                filled(
                                        mapped(96)
                                                .cast(Format.SHORT, 2, 3, 8)
                                                .slice(Slice.parse("..., ::2")))),
                new Kind("indirect", () -> filled(indirect())),
                new Kind(
                        "slice of an indirect one",
                        () ->
                                filled(
                                        MemoryView.indirect(
                                                        List.of(rows(5, 8), rows(5, 8), rows(5, 8)))
                                                .slice(Slice.parse("::-2, 1:4, ::-2")))),
                new Kind(
                        "view of a view",
                        () -> MemoryView.of(filled(MemoryView.of(new byte[24]).reshape(SHAPE)))),
                new Kind(
                        "read-only",
                        () -> filled(MemoryView.of(new byte[24]).reshape(SHAPE)).toReadOnly()));
    }

    private static MemoryView mapped(long size) {
        try {
            Path file = Files.createTempFile("zenview", ".bin");
            try {
                Files.write(file, new byte[Math.toIntExact(size)]);
                return MemoryView.map(file, MapMode.READ_WRITE);
            } finally {
                // The mapping keeps the memory.
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MemoryView rows(long n, long m) {
        return MemoryView.of(new long[(int) (n * m)]).reshape(n, m);
    }

    private static MemoryView indirect() {
        return MemoryView.indirect(List.of(rows(3, 4), rows(3, 4)));
    }

    /// Gives every element its number.
    static MemoryView filled(MemoryView view) {
        for (long i = 0; i < 2; i++) {
            for (long j = 0; j < 3; j++) {
                for (long k = 0; k < 4; k++) {
                    Object value =
                            view.get(i, j, k) instanceof Double
                                    ? (Object) (double) at(i, j, k)
                                    : at(i, j, k);
                    view.set(new long[] {i, j, k}, value);
                }
            }
        }
        return view;
    }

    /// The number of an element.
    static long at(long i, long j, long k) {
        return 12 * i + 4 * j + k;
    }

    /// All elements in C order, by nested loops over indices.
    static List<Object> values(MemoryView view) {
        List<Object> values = new ArrayList<>();
        for (long i = 0; i < 2; i++) {
            for (long j = 0; j < 3; j++) {
                for (long k = 0; k < 4; k++) {
                    values.add(view.get(i, j, k));
                }
            }
        }
        return values;
    }

    /// Every byte of the memories under a view that is no part of an element.
    static List<Byte> around(MemoryView view) {
        return Placement.all((View) view).stream()
                .flatMap(part -> Samples.surroundings(part).stream())
                .toList();
    }
}
