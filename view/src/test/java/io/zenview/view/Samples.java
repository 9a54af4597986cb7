package io.zenview.view;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Layouts for the tests of bulk work: every format in every kind of memory, in random shapes and
/// strides; and a walk over them that is as plain as can be.
final class Samples {
    static final List<String> NUMBERS = formats("bB", "hHiIlLqQefd", "nNP");
    static final List<String> MEMORIES =
            List.of("native", "confined", "byte[]", "own", "other", "shifted");

    private Samples() {}

    private static List<String> formats(String bytes, String ordered, String nativeOnly) {
        List<String> all = new ArrayList<>();
        bytes.chars().forEach(c -> all.add(String.valueOf((char) c)));
        nativeOnly.chars().forEach(c -> all.add(String.valueOf((char) c)));
        for (String order : List.of("", "<", ">")) {
            ordered.chars().forEach(c -> all.add(order + (char) c));
        }
        return all;
    }

    /// A layout of up to four dimensions; some are empty, some F-ordered, some contiguous.
    static Placement layout(Random random, Format format, String memory) {
        int rank = random.nextInt(5);
        long[] shape = new long[rank];
        for (int d = 0; d < rank; d++) {
            shape[d] = random.nextInt(30) == 0 ? 0 : 1 + random.nextInt(rank == 1 ? 40 : 6);
        }
        if (random.nextInt(8) == 0) {
            // More than a block holds.
            shape = new long[] {2500};
        }
        return layout(random, format, memory, shape);
    }

    /// A layout of a shape, with elements that don't overlap, between bytes that don't belong to
    /// it.
    static Placement layout(Random random, Format format, String memory, long... shape) {
        int rank = shape.length;
        int size = format.itemSize();
        List<Integer> order = new ArrayList<>();
        for (int d = 0; d < rank; d++) {
            order.add(random.nextInt(3) == 0 ? random.nextInt(d + 1) : 0, d);
        }
        boolean dense = random.nextBoolean();
        long[] strides = new long[rank];
        long stride = size;
        long first = 8;
        for (int d : order) {
            if (!dense) {
                stride *= 1 + random.nextInt(3);
                stride += random.nextInt(4) == 0 ? 1 : 0;
            }
            strides[d] = stride;
            stride *= Math.max(shape[d], 1);
            if (!dense && random.nextInt(3) == 0) {
                strides[d] = -strides[d];
                first += Math.max(shape[d] - 1, 0) * -strides[d];
            }
        }
        long bytes = (first + stride + 16 + 7) / 8 * 8 + 8;
        MemorySegment segment = memory(memory, bytes, format);
        for (long i = 0; i < bytes; i++) {
            segment.set(java.lang.foreign.ValueLayout.JAVA_BYTE, i, (byte) random.nextInt(256));
        }
        if (memory.equals("shifted")) {
            first++;
        }
        return new Placement(window(segment, format), first, shape, strides);
    }

    static View view(Placement place) {
        return View.of(
                place.window(),
                place.offset(),
                Layout.of(place.window().itemSize, place.shape(), place.strides()));
    }

    static Window window(MemorySegment memory, Format format) {
        return new Window(new Export(memory, new Export.Lease(() -> {})), memory, format);
    }

    @SuppressWarnings("MustBeClosedChecker") // as long as the test
    private static MemorySegment memory(String kind, long bytes, Format format) {
        return switch (kind) {
            case "native" -> Arena.ofAuto().allocate(bytes, 8);
            case "confined" -> Arena.ofConfined().allocate(bytes, 8);
            case "own" ->
                    switch (format.code()) {
                        case 'f' -> MemorySegment.ofArray(new float[(int) bytes / 4]);
                        case 'd' -> MemorySegment.ofArray(new double[(int) bytes / 8]);
                        case 'H' -> MemorySegment.ofArray(new char[(int) bytes / 2]);
                        default ->
                                switch (format.itemSize()) {
                                    case 2 -> MemorySegment.ofArray(new short[(int) bytes / 2]);
                                    case 4 -> MemorySegment.ofArray(new int[(int) bytes / 4]);
                                    case 8 -> MemorySegment.ofArray(new long[(int) bytes / 8]);
                                    default -> MemorySegment.ofArray(new byte[(int) bytes]);
                                };
                    };
            case "other" -> MemorySegment.ofArray(new char[(int) bytes / 2]);
            default -> MemorySegment.ofArray(new byte[(int) bytes + 1]);
        };
    }

    /// Offsets of all elements in C order.
    static List<Long> offsets(Placement layout) {
        List<Long> offsets = List.of(layout.offset());
        for (int d = 0; d < layout.rank(); d++) {
            List<Long> next = new ArrayList<>();
            for (long offset : offsets) {
                for (long i = 0; i < layout.shape()[d]; i++) {
                    next.add(offset + i * layout.strides()[d]);
                }
            }
            offsets = next;
        }
        return offsets;
    }

    /// All elements in C order, one by one.
    static List<Object> values(Placement layout) {
        Window window = layout.window();
        return offsets(layout).stream().map(at -> window.format.element().get(window, at)).toList();
    }

    static void set(Placement layout, List<?> values) {
        Window window = layout.window();
        List<Long> offsets = offsets(layout);
        for (int i = 0; i < values.size(); i++) {
            window.format.element().set(window, offsets.get(i), values.get(i));
        }
    }

    /// Replaces random bits, whose NaNs and infinities leave nothing to see, by moderate numbers.
    static void moderate(Random random, Placement layout) {
        if (NumberBlock.isReal(layout.window().format)) {
            set(
                    layout,
                    offsets(layout).stream()
                            .map(at -> (double) (float) (random.nextInt(2000) - 1000) / 8)
                            .toList());
        }
    }

    /// Every byte that is no part of an element.
    static List<Byte> surroundings(Placement layout) {
        byte[] bytes = layout.window().memory.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        boolean[] inside = new boolean[bytes.length];
        for (long at : offsets(layout)) {
            for (int i = 0; i < layout.window().itemSize; i++) {
                inside[(int) at + i] = true;
            }
        }
        List<Byte> rest = new ArrayList<>();
        for (int i = 0; i < bytes.length; i++) {
            if (!inside[i]) {
                rest.add(bytes[i]);
            }
        }
        return rest;
    }
}
