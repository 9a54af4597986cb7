package io.zenview.view;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/// Writes a view's elements to the outside, in C order.
final class Outflow {
    private Outflow() {}

    static long write(View view, WritableByteChannel channel) throws IOException {
        view.window.export.ensureOpen();
        return Inflow.translated(
                view, () -> Buffers.fits(view) ? direct(view, channel) : staged(view, channel));
    }

    static long write(View view, OutputStream output) throws IOException {
        view.window.export.ensureOpen();
        return Inflow.translated(view, () -> stream(view, 0, output));
    }

    private static long direct(View view, WritableByteChannel channel) throws IOException {
        long size = ElementSequence.size(view);
        long done = 0;
        while (done < size) {
            view.window.export.ensureOpen();
            int n = channel.write(Buffers.next(view, done));
            if (n <= 0) {
                return done;
            }
            done += n;
        }
        return done;
    }

    private static long staged(View view, WritableByteChannel channel) throws IOException {
        long size = ElementSequence.size(view);
        long done = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stage = arena.allocate(Math.min(Buffers.STAGE, size));
            while (done < size) {
                view.window.export.ensureOpen();
                long block = Math.min(stage.byteSize(), size - done);
                ElementSequence.copyOut(view, done, stage, 0, block);
                ByteBuffer buffer = stage.asSlice(0, block).asByteBuffer();
                while (buffer.hasRemaining()) {
                    int n = channel.write(buffer);
                    if (n <= 0) {
                        return done;
                    }
                    done += n;
                }
            }
        }
        return done;
    }

    /// Writes the sequence of bytes from a position on.
    ///
    /// @return bytes written: all that there are from there
    static long stream(View view, long from, OutputStream output) throws IOException {
        long size = ElementSequence.size(view);
        byte[] block = new byte[(int) Math.min(ViewStreams.BLOCK, size - from)];
        MemorySegment staged = MemorySegment.ofArray(block);
        for (long at = from; at < size; at += block.length) {
            view.window.export.ensureOpen();
            int n = (int) Math.min(block.length, size - at);
            // Always a copy: a stream that gets the array itself could keep or change it.
            ElementSequence.copyOut(view, at, staged, 0, n);
            output.write(block, 0, n);
        }
        return size - from;
    }
}
