package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One contract for the typed views of all element types, over every kind of memory that they stand
/// on.
class TypedViewContractTest {
    private static final int COUNT = 9;
    private static final String OTHER_ORDER =
            ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? ">" : "<";

    @TempDir static Path folder;

    /// A typed view seen through objects, so that one test serves all types.
    record Adapter(LongSupplier length, LongFunction<Object> get, Setter set) {}

    interface Setter {
        void set(long index, long value);
    }

    record Type(
            String name,
            String format,
            MemoryView array,
            Function<MemoryView, Adapter> contiguous,
            Function<MemoryView, Adapter> strided,
            Function<MemoryView, Adapter> swapped) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Adapter adapt(LongSupplier length, LongFunction<Object> get, Setter set) {
        return new Adapter(length, get, set);
    }

    static Stream<Type> types() {
        return Stream.of(
                new Type(
                        "byte",
                        "B",
                        MemoryView.of(new byte[COUNT]),
                        view ->
                                adapt(
                                        view.asBytes()::length,
                                        view.asBytes()::get,
                                        (i, v) -> view.asBytes().set(i, (byte) v)),
                        view ->
                                adapt(
                                        ByteView.Strided.of(view)::length,
                                        ByteView.Strided.of(view)::get,
                                        (i, v) -> ByteView.Strided.of(view).set(i, (byte) v)),
                        null),
                new Type(
                        "short",
                        "h",
                        MemoryView.of(new short[COUNT]),
                        view ->
                                adapt(
                                        view.asShorts()::length,
                                        view.asShorts()::get,
                                        (i, v) -> view.asShorts().set(i, (short) v)),
                        view ->
                                adapt(
                                        ShortView.Strided.of(view)::length,
                                        ShortView.Strided.of(view)::get,
                                        (i, v) -> ShortView.Strided.of(view).set(i, (short) v)),
                        view ->
                                adapt(
                                        ShortView.Swapped.of(view)::length,
                                        ShortView.Swapped.of(view)::get,
                                        (i, v) -> ShortView.Swapped.of(view).set(i, (short) v))),
                new Type(
                        "char",
                        "H",
                        MemoryView.of(new char[COUNT]),
                        view ->
                                adapt(
                                        view.asChars()::length,
                                        view.asChars()::get,
                                        (i, v) -> view.asChars().set(i, (char) v)),
                        view ->
                                adapt(
                                        CharView.Strided.of(view)::length,
                                        CharView.Strided.of(view)::get,
                                        (i, v) -> CharView.Strided.of(view).set(i, (char) v)),
                        view ->
                                adapt(
                                        CharView.Swapped.of(view)::length,
                                        CharView.Swapped.of(view)::get,
                                        (i, v) -> CharView.Swapped.of(view).set(i, (char) v))),
                new Type(
                        "int",
                        "i",
                        MemoryView.of(new int[COUNT]),
                        view ->
                                adapt(
                                        view.asInts()::length,
                                        view.asInts()::get,
                                        (i, v) -> view.asInts().set(i, (int) v)),
                        view ->
                                adapt(
                                        IntView.Strided.of(view)::length,
                                        IntView.Strided.of(view)::get,
                                        (i, v) -> IntView.Strided.of(view).set(i, (int) v)),
                        view ->
                                adapt(
                                        IntView.Swapped.of(view)::length,
                                        IntView.Swapped.of(view)::get,
                                        (i, v) -> IntView.Swapped.of(view).set(i, (int) v))),
                new Type(
                        "long",
                        "l",
                        MemoryView.of(new long[COUNT]),
                        view ->
                                adapt(
                                        view.asLongs()::length,
                                        view.asLongs()::get,
                                        (i, v) -> view.asLongs().set(i, v)),
                        view ->
                                adapt(
                                        LongView.Strided.of(view)::length,
                                        LongView.Strided.of(view)::get,
                                        (i, v) -> LongView.Strided.of(view).set(i, v)),
                        view ->
                                adapt(
                                        LongView.Swapped.of(view)::length,
                                        LongView.Swapped.of(view)::get,
                                        (i, v) -> LongView.Swapped.of(view).set(i, v))),
                new Type(
                        "float",
                        "f",
                        MemoryView.of(new float[COUNT]),
                        view ->
                                adapt(
                                        view.asFloats()::length,
                                        view.asFloats()::get,
                                        (i, v) -> view.asFloats().set(i, (float) v)),
                        view ->
                                adapt(
                                        FloatView.Strided.of(view)::length,
                                        FloatView.Strided.of(view)::get,
                                        (i, v) -> FloatView.Strided.of(view).set(i, (float) v)),
                        view ->
                                adapt(
                                        FloatView.Swapped.of(view)::length,
                                        FloatView.Swapped.of(view)::get,
                                        (i, v) -> FloatView.Swapped.of(view).set(i, (float) v))),
                new Type(
                        "double",
                        "d",
                        MemoryView.of(new double[COUNT]),
                        view ->
                                adapt(
                                        view.asDoubles()::length,
                                        view.asDoubles()::get,
                                        (i, v) -> view.asDoubles().set(i, (double) v)),
                        view ->
                                adapt(
                                        DoubleView.Strided.of(view)::length,
                                        DoubleView.Strided.of(view)::get,
                                        (i, v) -> DoubleView.Strided.of(view).set(i, (double) v)),
                        view ->
                                adapt(
                                        DoubleView.Swapped.of(view)::length,
                                        DoubleView.Swapped.of(view)::get,
                                        (i, v) -> DoubleView.Swapped.of(view).set(i, (double) v))));
    }

    /// The same number of elements in every kind of memory, and the same seen as a slice that does
    /// not begin at 0.
    private static List<MemoryView> memories(Type type, String format) throws IOException {
        int size = type.array().itemSize();
        Path file =
                Files.write(Files.createTempFile(folder, "typed", ".bin"), new byte[COUNT * size]);
        List<MemoryView> memories = new ArrayList<>();
        memories.add(
                MemoryView.of(
                        Arena.ofAuto().allocate((long) COUNT * size, 8), Format.parse(format)));
        memories.add(MemoryView.map(file, MapMode.READ_WRITE).cast(format));
        memories.add(MemoryView.of(new byte[COUNT * size]).cast(format));
        memories.add(
                MemoryView.of(new byte[(COUNT + 3) * size + 1])
                        .slice(1)
                        .cast(format)
                        .slice(2, 2 + COUNT));
        if (format.equals(type.format())) {
            memories.add(type.array());
        } else {
            memories.add(type.array().cast("B").cast(format));
        }
        return memories;
    }

    private static void readsAndWrites(MemoryView view, Adapter typed) {
        assertThat(typed.length().getAsLong()).isEqualTo(view.length());
        for (int i = 0; i < view.length(); i++) {
            typed.set().set(i, 3L * i + 1);
        }
        typed.set().set(-1, 99);
        for (int i = 0; i < view.length(); i++) {
            long expected = i == view.length() - 1 ? 99 : 3L * i + 1;
            assertThat(view.getDouble(i)).isEqualTo((double) expected);
            Object value = typed.get().apply(i);
            assertThat(value instanceof Character c ? (double) c : ((Number) value).doubleValue())
                    .isEqualTo((double) expected);
            assertThat(typed.get().apply(i - view.length())).isEqualTo(value);
        }
        for (long outside :
                new long[] {view.length(), -view.length() - 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> typed.get().apply(outside))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("index " + outside + " ");
            assertThatThrownBy(() -> typed.set().set(outside, 1))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void contiguousViewsReadAndWriteEveryMemory(Type type) throws IOException {
        for (MemoryView memory : memories(type, type.format())) {
            readsAndWrites(memory, type.contiguous().apply(memory));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void stridedViewsReadAndWriteEveryMemory(Type type) throws IOException {
        for (MemoryView memory : memories(type, type.format())) {
            for (Slice slice :
                    List.of(Slice.ALL, Slice.every(2), Slice.every(-1), Slice.of(7, 0, -3))) {
                readsAndWrites(memory.slice(slice), type.strided().apply(memory.slice(slice)));
            }
        }
    }

    /// All types but single bytes, which have no order.
    static Stream<Type> orderedTypes() {
        return types().filter(type -> type.swapped() != null);
    }

    @ParameterizedTest
    @MethodSource("orderedTypes")
    void swappedViewsReadAndWriteEveryMemory(Type type) throws IOException {
        String format = OTHER_ORDER + type.format().replace('l', 'q');
        for (MemoryView memory : memories(type, format)) {
            readsAndWrites(memory, type.swapped().apply(memory));
            assertThatThrownBy(() -> type.contiguous().apply(memory))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("byte order");
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void readOnlyAndClosedMemoryIsRefused(Type type) throws IOException {
        for (MemoryView memory : memories(type, type.format())) {
            for (Function<MemoryView, Adapter> make : List.of(type.contiguous(), type.strided())) {
                Adapter readOnly = make.apply(memory.toReadOnly());
                assertThatThrownBy(() -> readOnly.set().set(0, 1))
                        .isInstanceOf(ReadOnlyBufferException.class);
                assertThat(readOnly.get().apply(0)).isNotNull();
                MemoryView own = MemoryView.of(memory);
                Adapter typed = make.apply(own);
                own.close();
                assertThatThrownBy(() -> make.apply(own)).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> typed.set().set(0, 1))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("closed");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatDoesNotFitIsRefusedWithTheReason(Type type) {
        assertThatThrownBy(() -> type.contiguous().apply(type.array().slice(Slice.every(2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("contiguous");
        String otherFormat = type.format().equals("d") ? "l" : "d";
        MemoryView other = MemoryView.of(new byte[16]).cast(otherFormat);
        assertThatThrownBy(() -> type.contiguous().apply(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + otherFormat + "'");
        MemoryView otherArray =
                (type.name().equals("int") ? MemoryView.of(new long[2]) : MemoryView.of(new int[4]))
                        .cast("B")
                        .cast(type.format());
        assertThatThrownBy(() -> type.contiguous().apply(otherArray))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[]");
    }
}
