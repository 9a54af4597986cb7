package io.zenview.view;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;

/// Elements copied to new arrays of Java's own types.
final class JavaArrays {
    private JavaArrays() {}

    static <A> A copyOf(View view, Class<A> arrayType) {
        Class<?> component = arrayType.getComponentType();
        Format format = component == null ? null : formatOf(component);
        if (component == null || format == null) {
            throw new IllegalArgumentException(
                    arrayType.getTypeName()
                            + " is no array of numbers; write byte[].class, short[].class, char[].class,"
                            + " int[].class, long[].class, float[].class or double[].class");
        }
        long count = view.count();
        if (count > Bytes.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    count
                            + " elements do not fit an array, which ends at "
                            + Bytes.MAX_LENGTH
                            + "; slice first");
        }
        Object array = Array.newInstance(component, (int) count);
        View target =
                Acquisition.shaped(segmentOf(array), formatFor(view, format), view.layout().shape);
        Converting.copy(view, target, Conversion.LOSSLESS);
        return arrayType.cast(array);
    }

    /// Formats that a Java type holds bit by bit, without being it: unsigned bytes in a `byte[]`.
    private static Format formatFor(View view, Format format) {
        boolean bytes = format.itemSize() == 1 && "bBc?".indexOf(view.window.format.code()) >= 0;
        return bytes && view.window.itemSize == 1 ? view.window.format : format;
    }

    private static MemorySegment segmentOf(Object array) {
        return switch (array) {
            case byte[] a -> MemorySegment.ofArray(a);
            case short[] a -> MemorySegment.ofArray(a);
            case char[] a -> MemorySegment.ofArray(a);
            case int[] a -> MemorySegment.ofArray(a);
            case long[] a -> MemorySegment.ofArray(a);
            case float[] a -> MemorySegment.ofArray(a);
            default -> MemorySegment.ofArray((double[]) array);
        };
    }

    private static @org.jspecify.annotations.Nullable Format formatOf(Class<?> component) {
        if (component == byte.class) {
            return Format.parse("b");
        }
        if (component == short.class) {
            return Format.SHORT;
        }
        if (component == char.class) {
            return Format.UNSIGNED_SHORT;
        }
        if (component == int.class) {
            return Format.INT;
        }
        if (component == long.class) {
            return Format.LONG;
        }
        if (component == float.class) {
            return Format.FLOAT;
        }
        return component == double.class ? Format.DOUBLE : null;
    }
}
