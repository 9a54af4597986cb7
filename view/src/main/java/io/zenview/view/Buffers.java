package io.zenview.view;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Objects;

/// The memory of a contiguous view as byte buffers, for the JDK's channels.
final class Buffers {
    /// The most that a window over memory off the heap spans. A buffer ends at 2 GiB - 1; a round
    /// number below keeps the windows aligned to pages.
    static final long WINDOW = 1L << 30;

    /// The most that is handed to a channel from an array at once. The JDK copies arrays through a
    /// direct buffer as large as what it is given, and keeps one of these for each thread.
    static final long HEAP_WINDOW = 1L << 20;

    /// The buffer through which go elements that no byte buffer can look at.
    static final int STAGE = 1 << 20;

    private Buffers() {}

    static ByteBuffer whole(View view) {
        view.window.export.ensureOpen();
        view.ensureContiguous("lend as one ByteBuffer");
        long size = ElementSequence.size(view);
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    size
                            + " bytes do not fit a ByteBuffer, which ends at "
                            + Integer.MAX_VALUE
                            + "; take a part with asByteBuffer(offset, size), or segment()");
        }
        return lend(view, 0, size);
    }

    static ByteBuffer part(View view, long offset, int size) {
        view.window.export.ensureOpen();
        view.ensureContiguous("lend as a ByteBuffer");
        Objects.checkFromIndexSize(offset, size, ElementSequence.size(view));
        return lend(view, offset, size);
    }

    private static ByteBuffer lend(View view, long offset, long size) {
        if (!fits(view)) {
            throw new IllegalArgumentException(
                    "a ByteBuffer cannot look at "
                            + view.window.describeMemory()
                            + ", only at a byte[] and at memory off the heap; use segment()");
        }
        return window(view, offset, size).order(view.window.format.byteOrder());
    }

    /// Whether byte buffers can look at the view's memory as it lies.
    static boolean fits(View view) {
        return view.contiguous() && view.window.kind != Window.OTHER_ARRAY;
    }

    /// A buffer over the next bytes of a view that [#fits]: as many as one may span.
    static ByteBuffer next(View view, long done) {
        long most = view.window.kind == Window.NATIVE ? WINDOW : HEAP_WINDOW;
        return window(view, done, Math.min(most, ElementSequence.size(view) - done));
    }

    private static ByteBuffer window(View view, long at, long size) {
        MemorySegment memory = view.window.memory;
        return memory.asSlice(view.offset + at, size).asByteBuffer();
    }
}
