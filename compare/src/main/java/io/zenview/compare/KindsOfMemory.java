package io.zenview.compare;

import io.zenview.view.Bytes;
import io.zenview.view.LongView;
import io.zenview.view.MemoryView;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.List;

/// Uses views of every kind of memory.
///
/// A JVM that has only ever seen one kind compiles code for that one, faster than in any real
/// program. What is measured here has to live with all of them.
final class KindsOfMemory {
    /// Enough for every method in the loop to be compiled with what it has seen.
    private static final int PASSES = 300;

    private static final int BYTES = 1024;

    @SuppressWarnings("unused") // Written so that the loops have a result.
    private static volatile long sink;

    private KindsOfMemory() {}

    /// Makes this JVM know them all.
    ///
    /// @param directory where a temporary file can be mapped
    static void meet(Path directory) throws IOException, InterruptedException {
        try (Arena arena = Arena.ofConfined();
                SourceFile file = SourceFile.random(directory, BYTES);
                MemoryView mapped = MemoryView.map(file.path(), MapMode.READ_WRITE)) {
            List<MemoryView> views =
                    List.of(
                            MemoryView.of(new byte[BYTES]),
                            MemoryView.of(new short[BYTES / 2]),
                            MemoryView.of(new int[BYTES / 4]),
                            MemoryView.of(new long[BYTES / 8]),
                            MemoryView.of(new float[BYTES / 4]),
                            MemoryView.of(new double[BYTES / 8]),
                            MemoryView.of(ByteBuffer.allocateDirect(BYTES)),
                            MemoryView.of(arena.allocate(BYTES)),
                            mapped,
                            MemoryView.of(Bytes.zeros(BYTES)));
            for (int pass = 0; pass < PASSES; pass++) {
                views.forEach(KindsOfMemory::use);
                for (int i : new int[] {0, 3, 6, 7, 8}) {
                    MemoryView view = views.get(i);
                    use(view.format().itemSize() == 1 ? view.cast("l").asLongs() : view.asLongs());
                }
            }
        }
    }

    private static void use(MemoryView view) {
        long sum = 0;
        for (MemoryView rest = view; rest.length() > 0; rest = rest.slice(1)) {
            sum += rest.get(0) instanceof Number number ? number.longValue() : 1;
        }
        sink = sum;
    }

    private static void use(LongView view) {
        long sum = 0;
        for (long i = 0; i < view.length(); i++) {
            view.set(i, view.get(i) + 1);
            sum += view.get(i);
        }
        sink = sum;
    }
}
