package io.zenview.view;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Some reals of a window in an array of their own type: the very array where they lie in one,
/// contiguous and in native byte order, and a small block that they are moved through otherwise.
///
/// @param <A> `float[]` or `double[]`
final class RealBlock<A> {
    private static final int BYTES = 8192;

    final RealLoops<A> reals;

    /// The array that holds the elements last read, the first of them at index [#from].
    A array;

    int from;

    /// Whether the array is the block, and not the elements themselves.
    private boolean moved;

    private final MemorySegment memory;
    private final int size;
    private final boolean nativeOrder;
    private final @Nullable A own;
    private final A block;
    private final MemorySegment blockMemory;
    private final Transport<?> transport;

    @SuppressWarnings("unchecked") // the type of the array was compared
    private RealBlock(Window window, RealLoops<A> reals, ElementLoops<?> loops) {
        this.reals = reals;
        this.memory = window.memory;
        this.size = window.itemSize;
        this.nativeOrder = window.format.isNativeOrder();
        this.own = (A) ownArray(window);
        this.block = reals.block(BYTES / size);
        this.blockMemory = reals.memory(block);
        this.transport = Transport.of(loops);
        this.array = block;
    }

    static <A> RealBlock<A> of(Window window, RealLoops<A> reals) {
        return new RealBlock<>(window, reals, ElementLoops.of(window));
    }

    /// The array itself, if its elements are reals in the machine's byte order.
    private static @Nullable Object ownArray(Window window) {
        Class<?> type = window.itemSize == 4 ? float.class : double.class;
        if (window.arrayType != type || !window.format.isNativeOrder()) {
            return null;
        }
        // A read-only segment hides its array.
        return window.memory.heapBase().orElse(null);
    }

    /// Elements that can be read at once.
    int length() {
        return BYTES / size;
    }

    /// Whether elements lie in an array of their own type, as they are.
    boolean isOwn(long at, long stride) {
        return own != null && stride == size && (memory.address() + at) % size == 0;
    }

    /// Makes elements the first ones of [#array] from [#from] on.
    ///
    /// @param n at most [#length], any number where [#isOwn]
    void read(long at, long stride, int n) {
        if (own != null && isOwn(at, stride)) {
            array = own;
            moved = false;
            from = (int) ((memory.address() + at) / size);
            return;
        }
        readCopy(at, stride, n);
    }

    /// The same, always in a block of its own: they are the first ones of [#array], and others than
    /// those of the window.
    void readCopy(long at, long stride, int n) {
        array = block;
        moved = true;
        from = 0;
        if (stride != size) {
            transport.readSpaced(memory, at, stride, n, blockMemory);
        } else if (nativeOrder) {
            MemorySegment.copy(memory, at, blockMemory, 0, (long) n * size);
        } else {
            transport.loops.readReals(memory, at, n, blockMemory);
        }
    }

    /// Writes the elements last read back to where they came from.
    void write(long at, long stride, int n) {
        if (!moved) {
            return;
        }
        if (stride != size) {
            transport.writeSpaced(memory, at, stride, n, blockMemory);
        } else if (nativeOrder) {
            MemorySegment.copy(blockMemory, 0, memory, at, (long) n * size);
        } else {
            transport.loops.writeReals(memory, at, n, blockMemory);
        }
    }

    /// Moves the bits of reals that are not contiguous.
    private static final class Transport<B> {
        final ElementLoops<B> loops;
        private final B spaced;
        private final MemorySegment spacedMemory;

        private Transport(ElementLoops<B> loops) {
            this.loops = loops;
            this.spaced = loops.block(BYTES / loops.size);
            this.spacedMemory = loops.memory(spaced);
        }

        static <B> Transport<B> of(ElementLoops<B> loops) {
            return new Transport<>(loops);
        }

        void readSpaced(MemorySegment m, long at, long stride, int n, MemorySegment block) {
            loops.readSpaced(m, at, stride, n, spaced, 0);
            MemorySegment.copy(spacedMemory, 0, block, 0, (long) n * loops.size);
        }

        void writeSpaced(MemorySegment m, long at, long stride, int n, MemorySegment block) {
            MemorySegment.copy(block, 0, spacedMemory, 0, (long) n * loops.size);
            loops.writeSpaced(m, at, stride, n, spaced, 0);
        }
    }
}
