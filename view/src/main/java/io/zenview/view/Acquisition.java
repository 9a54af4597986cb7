package io.zenview.view;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;

/// How a view comes by its memory: each way begins an [Export] and knows how to end it.
final class Acquisition {
    private Acquisition() {}

    static View of(Object owner, MemorySegment memory, Format format) {
        return open(owner, memory, format, () -> {});
    }

    static View of(BufferExporter exporter, BufferRequest request) {
        if (exporter instanceof View view) {
            return view.acquire(request);
        }
        View lent =
                (View) Objects.requireNonNull(exporter.acquire(request), "an exporter lent null");
        Export export = new Export(exporter, new Export.Lease(() -> exporter.release(lent)));
        return lent.within(lent.window.withExport(export));
    }

    @SuppressWarnings(
            "MustBeClosedChecker") // the arena lives as long as the view's export, which closes it
    static View map(Path file, MapMode mode, long offset, long size) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory; only a file can be mapped");
        }
        Set<StandardOpenOption> options =
                mode.equals(MapMode.READ_ONLY)
                        ? Set.of(StandardOpenOption.READ)
                        : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options)) {
            long available = channel.size();
            long wanted = size < 0 ? available : size;
            if (offset > available || wanted > available - offset) {
                throw new IOException(
                        file
                                + " has "
                                + available
                                + " bytes; cannot map "
                                + wanted
                                + " bytes at offset "
                                + offset);
            }
            Arena arena = Arena.ofShared();
            try {
                MemorySegment memory = channel.map(mode, offset, wanted, arena);
                return open(file, memory, Format.UNSIGNED_BYTE, arena::close);
            } catch (IOException | RuntimeException e) {
                arena.close();
                throw e;
            }
        }
    }

    private static View open(Object owner, MemorySegment memory, Format format, Runnable giveBack) {
        long size = memory.byteSize();
        if (size % format.itemSize() != 0) {
            throw new IllegalArgumentException(
                    "a memory of "
                            + size
                            + " bytes is not a whole number of elements of format '"
                            + format
                            + "' ("
                            + format.itemSize()
                            + " bytes each)");
        }
        Export export = new Export(owner, new Export.Lease(giveBack));
        return new ContiguousView(new Window(export, memory, format), 0, size / format.itemSize());
    }
}
