package io.zenview.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
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
import java.util.stream.Stream;

/// The kinds of memory that the benchmarks run over, and the pollution without which their figures
/// would flatter.
///
/// A JVM that has seen one kind of memory only compiles loops that no real program gets. So every
/// loop is run over every kind, and the JDK's own accessors over other arrays too, before anything
/// is measured.
public final class Memories {
    static final int COUNT = 1_000_000;

    /// Elements in the memories of the pollution: what a loop has seen counts, not for how long.
    private static final int SEEN = 100_000;

    private static final int ROUNDS = 40;

    @SuppressWarnings("MustBeClosedChecker") // lives as long as the benchmark
    private static final Arena CONFINED = Arena.ofConfined();

    private Memories() {}

    /// A segment of `COUNT` longs.
    static MemorySegment of(String kind) {
        return of(kind, COUNT);
    }

    private static MemorySegment of(String kind, int count) {
        return kind.equals("long[]")
                ? MemorySegment.ofArray(new long[count])
                : sized(kind, count * 8L);
    }

    /// A segment of a number of bytes.
    static MemorySegment sized(String kind, long bytes) {
        return switch (kind) {
            case "native" -> Arena.ofAuto().allocate(bytes, 8);
            // Access to it checks the thread, in code that all native memory shares.
            case "confined" -> CONFINED.allocate(bytes, 8);
            case "mapped" -> mapped(bytes);
            case "byte[]" -> MemorySegment.ofArray(new byte[Math.toIntExact(bytes)]);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static MemorySegment mapped(long bytes) {
        try {
            Path file = Files.createTempFile("zenview-bench", ".bin");
            try (FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE)) {
                return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, Arena.ofAuto());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs every loop over every kind of memory, in turn.
    public static void pollute() {
        List<MemorySegment> longs =
                Stream.of("native", "confined", "mapped", "byte[]", "long[]")
                        .map(kind -> of(kind, SEEN))
                        .toList();
        List<MemorySegment> others =
                List.of(
                        MemorySegment.ofArray(new int[2 * SEEN]),
                        MemorySegment.ofArray(new short[4 * SEEN]),
                        MemorySegment.ofArray(new char[4 * SEEN]),
                        MemorySegment.ofArray(new float[2 * SEEN]),
                        MemorySegment.ofArray(new double[SEEN]));
        long sink = 0;
        for (int round = 0; round < ROUNDS; round++) {
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
                Loops.doubled(new TidiedView(memory));
                Loops.doubled(view.slice(0, SEEN / 10));
                Loops.doubled(view.slice(Slice.every(20)));
            }
            for (ByteBuffer buffer :
                    List.of(
                            ByteBuffer.allocate(8 * SEEN),
                            ByteBuffer.allocateDirect(8 * SEEN),
                            ByteBuffer.allocate(8 * SEEN).asReadOnlyBuffer())) {
                sink += Loops.sum(buffer.order(ByteOrder.nativeOrder()));
                if (!buffer.isReadOnly()) {
                    Loops.doubled(buffer);
                }
            }
            for (ByteBuf buffer :
                    List.of(
                            Unpooled.buffer(8 * SEEN, 8 * SEEN),
                            Unpooled.directBuffer(8 * SEEN, 8 * SEEN),
                            Unpooled.wrappedBuffer(new byte[8 * SEEN]))) {
                Loops.doubled(buffer);
                sink += Loops.sum(buffer);
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
