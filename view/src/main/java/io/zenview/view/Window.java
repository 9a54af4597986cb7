package io.zenview.view;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// What all slices of a view have in common: memory, element format and lifetime. A slice adds
/// numbers to it, nothing else.
final class Window {
    /// Off-heap memory, allocated or mapped.
    static final int NATIVE = 0;

    /// A `byte[]`.
    static final int BYTE_ARRAY = 1;

    /// An array of another type.
    static final int OTHER_ARRAY = 2;

    final Export export;
    final MemorySegment memory;
    final Format format;
    final int itemSize;
    final boolean readOnly;

    /// One of the three kinds above.
    final int kind;

    /// The component type of the array, null off the heap and where it cannot be known.
    final @Nullable Class<?> arrayType;

    /// The memory if it is off the heap, and if it is a `byte[]`: accessors branch on these.
    final @Nullable MemorySegment nativeMemory;

    final @Nullable MemorySegment byteArray;

    /// The window that was last made of this one for another format: casting every slice to the
    /// same format, or taking the same field of each, makes one window. Threads may overwrite one
    /// another's, which costs an object and nothing else, as all that is in a window is final.
    private @Nullable Window derived;

    Window(Export export, MemorySegment memory, Format format) {
        this(export, memory, format, arrayTypeOf(memory));
    }

    private Window(
            Export export, MemorySegment memory, Format format, @Nullable Class<?> arrayType) {
        this.export = export;
        this.memory = memory;
        this.format = format;
        this.itemSize = format.itemSize();
        this.readOnly = memory.isReadOnly();
        this.kind = memory.isNative() ? NATIVE : arrayType == byte.class ? BYTE_ARRAY : OTHER_ARRAY;
        this.arrayType = arrayType;
        this.nativeMemory = kind == NATIVE ? memory : null;
        this.byteArray = kind == BYTE_ARRAY ? memory : null;
    }

    private static @Nullable Class<?> arrayTypeOf(MemorySegment memory) {
        if (memory.isNative()) {
            return null;
        }
        Object array = memory.heapBase().orElse(null);
        if (array != null) {
            return array.getClass().getComponentType();
        }
        // A read-only segment hides its array. Bytes are the one type that its alignment gives
        // away.
        return memory.maxByteAlignment() == 1 ? byte.class : null;
    }

    Window withFormat(Format other) {
        Window last = derived;
        if (last != null && last.format.equals(other)) {
            return last;
        }
        Window made = new Window(export, memory, other, arrayType);
        derived = made;
        return made;
    }

    Window withExport(Export other) {
        return new Window(other, memory, format, arrayType);
    }

    Window toReadOnly() {
        return readOnly ? this : new Window(export, memory.asReadOnly(), format, arrayType);
    }

    static ReadOnlyViewException readOnlyError() {
        return new ReadOnlyViewException(
                "this view is read-only: its owner lends no writable memory, or it was made by toReadOnly()");
    }

    /// What the memory is, for error messages.
    String describeMemory() {
        return switch (kind) {
            case NATIVE -> memory.isMapped() ? "a mapped file" : "native memory";
            default ->
                    arrayType == null
                            ? "a read-only array of unknown type"
                            : "a " + arrayType + "[]";
        };
    }
}
