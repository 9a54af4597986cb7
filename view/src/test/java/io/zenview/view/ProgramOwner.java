package io.zenview.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a recorded program's views look into: the Java counterpart of a Python exporter.
///
/// @param object the owner that views name
/// @param open acquires a view of it
/// @param dump all its bytes, also those between the elements
/// @param bytes the owner if it is a `ByteArray`
/// @param lender the owner if it counts what it lends
record ProgramOwner(
        Object object,
        Supplier<MemoryView> open,
        Supplier<byte[]> dump,
        @Nullable ByteArray bytes,
        @Nullable Lender lender) {
    /// Makes an owner as a script describes it.
    ///
    /// @param kind for example `bytes`, `array;i` or `nd;B;3,2;2,1;0;w`
    /// @param memory its bytes
    /// @param where which kind of memory to put it in, where Python leaves a choice: 0, 1 or 2
    /// @param files a folder for mapped files
    static ProgramOwner of(String kind, byte[] memory, int where, Path files) {
        String[] parts = kind.split(";", -1);
        return switch (parts[0]) {
            case "bytes" -> {
                Bytes bytes = Bytes.copyOf(memory);
                yield of(bytes, () -> MemoryView.of(bytes), bytes::toByteArray);
            }
            case "bytearray" -> {
                ByteArray bytes = ByteArray.copyOf(memory);
                yield new ProgramOwner(
                        bytes, () -> MemoryView.of(bytes), bytes::toByteArray, bytes, null);
            }
            case "array" -> array(parts[1].charAt(0), memory);
            case "mmap" -> mapped(memory, files);
            case "lender" -> {
                Lender lender = new Lender(MemoryView.of(memory));
                yield new ProgramOwner(
                        lender, () -> MemoryView.of(lender), memory::clone, null, lender);
            }
            case "ctypes" -> {
                MemorySegment segment = segment(memory, where);
                long[] shape = PythonText.numbers(parts[2]);
                Format format = Format.parse(parts[1]);
                yield of(segment, () -> MemoryView.of(segment, format, shape), bytesOf(segment));
            }
            case "nd" -> strided(parts, memory, where);
            default -> throw new AssertionError("no such exporter: " + kind);
        };
    }

    private static ProgramOwner of(
            Object object, Supplier<MemoryView> open, Supplier<byte[]> dump) {
        return new ProgramOwner(object, open, dump, null, null);
    }

    private static Supplier<byte[]> bytesOf(MemorySegment segment) {
        return () -> segment.toArray(ValueLayout.JAVA_BYTE);
    }

    private static ProgramOwner array(char code, byte[] memory) {
        MemorySegment from = MemorySegment.ofArray(memory);
        return switch (code) {
            case 'B' -> of(memory, () -> MemoryView.of(memory), memory::clone);
            case 'h' -> {
                short[] array = from.toArray(ValueLayout.JAVA_SHORT_UNALIGNED);
                yield of(array, () -> MemoryView.of(array), bytesOf(MemorySegment.ofArray(array)));
            }
            case 'H' -> {
                char[] array = from.toArray(ValueLayout.JAVA_CHAR_UNALIGNED);
                yield of(array, () -> MemoryView.of(array), bytesOf(MemorySegment.ofArray(array)));
            }
            case 'i' -> {
                int[] array = from.toArray(ValueLayout.JAVA_INT_UNALIGNED);
                yield of(array, () -> MemoryView.of(array), bytesOf(MemorySegment.ofArray(array)));
            }
            case 'l' -> {
                long[] array = from.toArray(ValueLayout.JAVA_LONG_UNALIGNED);
                yield of(array, () -> MemoryView.of(array), bytesOf(MemorySegment.ofArray(array)));
            }
            case 'f' -> {
                float[] array = from.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
                yield of(array, () -> MemoryView.of(array), bytesOf(MemorySegment.ofArray(array)));
            }
            case 'd' -> {
                double[] array = from.toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED);
                yield of(array, () -> MemoryView.of(array), bytesOf(MemorySegment.ofArray(array)));
            }
            // Java has no array whose elements are these: a segment over one that is as wide.
            default -> {
                MemorySegment segment =
                        switch (code) {
                            case 'b' -> from;
                            case 'I' ->
                                    MemorySegment.ofArray(
                                            from.toArray(ValueLayout.JAVA_INT_UNALIGNED));
                            default ->
                                    MemorySegment.ofArray(
                                            from.toArray(ValueLayout.JAVA_LONG_UNALIGNED));
                        };
                Format format = Format.parse(String.valueOf(code));
                yield of(segment, () -> MemoryView.of(segment, format), bytesOf(segment));
            }
        };
    }

    private static ProgramOwner mapped(byte[] memory, Path files) {
        try {
            Path file = Files.createTempFile(files, "mapped", ".bin");
            Files.write(file, memory);
            return of(
                    file,
                    () -> {
                        try {
                            return MemoryView.map(file, MapMode.READ_WRITE);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    () -> {
                        try {
                            return Files.readAllBytes(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProgramOwner strided(String[] parts, byte[] memory, int where) {
        Format format = Format.parse(parts[1]);
        long[] shape = PythonText.numbers(parts[2]);
        long[] strides = PythonText.numbers(parts[3]);
        long offset = Long.parseLong(parts[4]);
        MemorySegment whole = segment(memory, where);
        MemorySegment segment = parts[5].contains("w") ? whole : whole.asReadOnly();
        if (!parts[5].contains("p")) {
            return of(
                    segment,
                    () -> MemoryView.strided(segment, format, offset, shape, strides),
                    bytesOf(whole));
        }
        List<BufferExporter> rows = new ArrayList<>();
        long[] inner = Arrays.copyOfRange(shape, 1, shape.length);
        long[] steps = Arrays.copyOfRange(strides, 1, strides.length);
        for (long i = 0; i < shape[0]; i++) {
            rows.add(MemoryView.strided(segment, format, offset + i * strides[0], inner, steps));
        }
        List<BufferExporter> table = List.copyOf(rows);
        return of(table, () -> MemoryView.indirect(table), bytesOf(whole));
    }

    /// The bytes in native memory, in a `byte[]`, or in a `long[]` if they fill one.
    private static MemorySegment segment(byte[] memory, int where) {
        if (where == 0 || (where == 2 && memory.length % 8 != 0)) {
            return Arena.ofAuto().allocate(memory.length).copyFrom(MemorySegment.ofArray(memory));
        }
        MemorySegment bytes = MemorySegment.ofArray(memory.clone());
        return where == 1
                ? bytes
                : MemorySegment.ofArray(bytes.toArray(ValueLayout.JAVA_LONG_UNALIGNED));
    }
}
