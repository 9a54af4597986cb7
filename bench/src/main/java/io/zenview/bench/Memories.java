package io.zenview.bench;

import io.zenview.view.Format;
import io.zenview.view.LongView;
import io.zenview.view.MemoryView;
import io.zenview.view.Slice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The kinds of memory that the benchmarks run over, and the pollution without which their figures
/// would flatter.
///
/// A JVM that has seen one kind of memory only compiles loops that no real program gets. So every
/// loop is run over every kind, and the JDK's own accessors over other arrays too, before anything
/// is measured.
final class Memories {
    static final int COUNT = 1_000_000;

    private Memories() {}

    /// A segment of `COUNT` longs.
    static MemorySegment of(String kind) {
        return switch (kind) {
            case "native" -> Arena.ofAuto().allocate(COUNT * 8L, 8);
            case "mapped" -> mapped();
            case "byte[]" -> MemorySegment.ofArray(new byte[COUNT * 8]);
            case "long[]" -> MemorySegment.ofArray(new long[COUNT]);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static MemorySegment mapped() {
        try {
            Path file = Files.createTempFile("zenview-bench", ".bin");
            try (FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE)) {
                return channel.map(FileChannel.MapMode.READ_WRITE, 0, COUNT * 8L, Arena.ofAuto());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs every loop over every kind of memory, in turn.
    static void pollute() {
        List<MemorySegment> longs = List.of(of("native"), of("mapped"), of("byte[]"), of("long[]"));
        List<MemorySegment> others =
                List.of(
                        MemorySegment.ofArray(new int[2 * COUNT]),
                        MemorySegment.ofArray(new short[4 * COUNT]),
                        MemorySegment.ofArray(new char[4 * COUNT]),
                        MemorySegment.ofArray(new float[2 * COUNT]),
                        MemorySegment.ofArray(new double[COUNT]));
        long sink = 0;
        for (int round = 0; round < 20; round++) {
            for (MemorySegment memory : others) {
                Loops.doubled(memory);
                sink += Loops.sum(memory);
            }
            for (MemorySegment memory : longs) {
                Loops.doubled(memory);
                sink += Loops.sum(memory);
                MemoryView view = MemoryView.of(memory, Format.LONG);
                LongView typed = view.asLongs();
                Loops.doubled(typed);
                sink += Loops.sum(typed);
                LongView.Strided strided = LongView.Strided.of(view.slice(Slice.every(2)));
                Loops.doubled(strided);
                sink += Loops.sum(strided);
                LongView.Swapped swapped = LongView.Swapped.of(MemoryView.of(memory, bigEndian()));
                Loops.doubled(swapped);
                sink += Loops.sum(swapped);
                Loops.doubled(view.slice(0, COUNT / 10));
                Loops.doubled(view.slice(Slice.every(20)));
            }
            for (ByteBuffer buffer :
                    List.of(
                            ByteBuffer.allocate(8 * COUNT),
                            ByteBuffer.allocateDirect(8 * COUNT),
                            ByteBuffer.allocate(8 * COUNT).asReadOnlyBuffer())) {
                sink += Loops.sum(buffer.order(ByteOrder.nativeOrder()));
                if (!buffer.isReadOnly()) {
                    Loops.doubled(buffer);
                }
            }
        }
        if (sink == 42) {
            throw new AssertionError("all memory was zero");
        }
    }

    /// Longs in the order that is not the machine's.
    static Format bigEndian() {
        return Format.parse(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? ">q" : "<q");
    }
}
