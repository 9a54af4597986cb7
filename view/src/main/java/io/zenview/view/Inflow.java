package io.zenview.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/// Fills a view from outside.
///
/// Everything counts in bytes, not in elements: where the input ends inside an element, the bytes
/// that came are the first bytes of it, as they would be after a `recv` into the same memory.
final class Inflow {
    private Inflow() {}

    static long read(View view, ReadableByteChannel channel) throws IOException {
        ensureReady(view);
        return translated(
                view, () -> Buffers.fits(view) ? direct(view, channel) : staged(view, channel));
    }

    static long read(View view, InputStream input) throws IOException {
        ensureReady(view);
        return translated(view, () -> stream(view, input));
    }

    private static void ensureReady(View view) {
        view.window.export.ensureOpen();
        if (view.window.readOnly) {
            throw Window.readOnlyError();
        }
    }

    /// Some transfer, in either direction.
    @FunctionalInterface
    interface Transfer {
        long run() throws IOException;
    }

    /// Runs a transfer such that a lost page is an [IOException] in plain words, whichever way it
    /// shows.
    static long translated(View view, Transfer transfer) throws IOException {
        Window window = view.window;
        long moved;
        try {
            moved = transfer.run();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (InternalError e) {
            if (window.memory.isMapped() && MappedMemory.isFault(e)) {
                throw MappedMemory.lost(window, e);
            }
            throw e;
        } catch (IOException e) {
            throw MappedMemory.explained(window, e);
        }
        MappedMemory.ensureWhole(window);
        return moved;
    }

    private static long direct(View view, ReadableByteChannel channel) throws IOException {
        long size = ElementSequence.size(view);
        long done = 0;
        while (done < size) {
            view.window.export.ensureOpen();
            int n = channel.read(Buffers.next(view, done));
            if (n <= 0) {
                return ended(n, done);
            }
            done += n;
        }
        return done;
    }

    private static long staged(View view, ReadableByteChannel channel) throws IOException {
        long size = ElementSequence.size(view);
        long done = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stage = arena.allocate(Math.min(Buffers.STAGE, size));
            while (done < size) {
                view.window.export.ensureOpen();
                ByteBuffer buffer =
                        stage.asSlice(0, Math.min(stage.byteSize(), size - done)).asByteBuffer();
                int n = channel.read(buffer);
                if (n <= 0) {
                    return ended(n, done);
                }
                view.window.export.ensureOpen();
                ElementSequence.copyIn(view, done, stage, 0, n);
                done += n;
            }
        }
        return done;
    }

    private static long stream(View view, InputStream input) throws IOException {
        long size = ElementSequence.size(view);
        Object array = Buffers.fits(view) ? view.window.memory.heapBase().orElse(null) : null;
        byte[] stage =
                array == null ? new byte[(int) Math.min(ViewStreams.BLOCK, size)] : new byte[0];
        MemorySegment staged = MemorySegment.ofArray(stage);
        long done = 0;
        while (done < size) {
            view.window.export.ensureOpen();
            int n;
            if (array instanceof byte[] bytes) {
                // The address of memory on the heap is its offset in the array.
                int at = (int) (view.window.memory.address() + view.offset + done);
                n = input.read(bytes, at, (int) Math.min(Buffers.HEAP_WINDOW, size - done));
            } else {
                n = input.read(stage, 0, (int) Math.min(stage.length, size - done));
                if (n > 0) {
                    view.window.export.ensureOpen();
                    ElementSequence.copyIn(view, done, staged, 0, n);
                }
            }
            if (n <= 0) {
                return ended(n, done);
            }
            done += n;
        }
        return done;
    }

    /// What to say when no byte came: that the input ended before the first one, or how many came
    /// before. An input that has nothing *now* is not asked again, which would spin.
    private static long ended(int n, long done) {
        return n < 0 && done == 0 ? -1 : done;
    }
}
