package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One contract for every kind of view: each holds the ten numbers 10, 20, … 100.
class MemoryViewContractTest {
    private static final int COUNT = 10;

    @TempDir static Path folder;

    /// A way of making a view of the ten numbers.
    record Kind(String name, Source source) {
        @Override
        public String toString() {
            return name;
        }
    }

    interface Source {
        MemoryView open() throws IOException;
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("byte[]", () -> MemoryView.of(bytes(1))),
                new Kind("short[]", () -> filled(MemoryView.of(new short[COUNT]))),
                new Kind("char[]", () -> filled(MemoryView.of(new char[COUNT]))),
                new Kind("int[]", () -> filled(MemoryView.of(new int[COUNT]))),
                new Kind("long[]", () -> filled(MemoryView.of(new long[COUNT]))),
                new Kind("float[]", () -> filled(MemoryView.of(new float[COUNT]))),
                new Kind("double[]", () -> filled(MemoryView.of(new double[COUNT]))),
                new Kind("byte[] as i", () -> filled(MemoryView.of(new byte[COUNT * 4]).cast("i"))),
                new Kind(
                        "byte[] as >q",
                        () -> filled(MemoryView.of(new byte[COUNT * 8]).cast(">q"))),
                new Kind(
                        "byte[] as >e",
                        () -> filled(MemoryView.of(new byte[COUNT * 2]).cast(">e"))),
                new Kind(
                        "int[] as l",
                        () -> filled(MemoryView.of(new int[COUNT * 2]).cast("B").cast("l"))),
                new Kind("heap ByteBuffer", () -> MemoryView.of(ByteBuffer.wrap(bytes(1)))),
                new Kind(
                        "part of a heap ByteBuffer",
                        () -> MemoryView.of(part(ByteBuffer.allocate(COUNT + 5)))),
                new Kind(
                        "direct ByteBuffer",
                        () -> MemoryView.of(part(ByteBuffer.allocateDirect(COUNT + 5)))),
                new Kind(
                        "read-only ByteBuffer",
                        () -> MemoryView.of(ByteBuffer.wrap(bytes(1)).asReadOnlyBuffer())),
                new Kind("native segment", () -> MemoryView.of(nativeBytes())),
                new Kind(
                        "native longs",
                        () ->
                                filled(
                                        MemoryView.of(
                                                Arena.ofAuto().allocate(COUNT * 8L, 8),
                                                Format.LONG))),
                new Kind("mapped read-only", () -> MemoryView.map(file())),
                new Kind("mapped read-write", () -> MemoryView.map(file(), MapMode.READ_WRITE)),
                new Kind("mapped private", () -> MemoryView.map(file(), MapMode.PRIVATE, 0, COUNT)),
                new Kind("Bytes", () -> MemoryView.of(Bytes.copyOf(bytes(1)))),
                new Kind("ByteArray", () -> MemoryView.of(ByteArray.copyOf(bytes(1)))),
                new Kind("view of a view", () -> MemoryView.of(MemoryView.of(bytes(1)))),
                new Kind("user's exporter", () -> MemoryView.of(new CountingExporter(bytes(1)))),
                new Kind("toReadOnly", () -> MemoryView.of(bytes(1)).toReadOnly()),
                new Kind(
                        "contiguous slice",
                        () -> filled(MemoryView.of(new int[COUNT + 6]).slice(3, 3 + COUNT))),
                new Kind(
                        "strided heap",
                        () -> filled(MemoryView.of(new long[COUNT * 3]).slice(Slice.every(3)))),
                new Kind("strided bytes", () -> MemoryView.of(bytes(4)).slice(Slice.every(4))),
                new Kind(
                        "reversed",
                        () -> filled(MemoryView.of(new double[COUNT]).slice(Slice.every(-1)))),
                new Kind(
                        "reversed, strided, big-endian",
                        () ->
                                filled(
                                        MemoryView.of(new byte[COUNT * 8])
                                                .cast(">i")
                                                .slice(Slice.every(-2)))),
                new Kind(
                        "strided native",
                        () ->
                                filled(
                                        MemoryView.of(
                                                        Arena.ofAuto().allocate(COUNT * 16L, 8),
                                                        Format.LONG)
                                                .slice(Slice.every(2)))),
                new Kind(
                        "slice of a slice of a slice",
                        () ->
                                filled(
                                        MemoryView.of(new short[200])
                                                .slice(Slice.of(10, 190, 3))
                                                .slice(Slice.every(-2))
                                                .slice(Slice.of(5, 25, 2)))));
    }

    private static byte[] bytes(int step) {
        byte[] data = new byte[COUNT * step];
        for (int i = 0; i < COUNT; i++) {
            data[i * step] = (byte) (10 * (i + 1));
        }
        return data;
    }

    private static MemorySegment nativeBytes() {
        MemorySegment memory = Arena.ofAuto().allocate(COUNT);
        MemorySegment.copy(bytes(1), 0, memory, ValueLayout.JAVA_BYTE, 0, COUNT);
        return memory;
    }

    private static ByteBuffer part(ByteBuffer buffer) {
        return buffer.position(3).put(bytes(1)).flip().position(3);
    }

    private static MemoryView filled(MemoryView view) {
        for (int i = 0; i < COUNT; i++) {
            view.setLong(i, 10L * (i + 1));
        }
        return view;
    }

    private static Path file() throws IOException {
        Path file = Files.createTempFile(folder, "ten", ".bin");
        return Files.write(file, bytes(1));
    }

    /// The ten numbers as the format reads them.
    private static List<Object> numbers(MemoryView view) {
        List<Object> numbers = new ArrayList<>();
        for (int i = 1; i <= COUNT; i++) {
            numbers.add(
                    "efd".indexOf(view.format().code()) >= 0
                            ? (Object) (i * 10.0)
                            : (Object) (i * 10L));
        }
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void sizesAgree(Kind kind) throws IOException {
        try (MemoryView m = kind.source().open()) {
            assertThat(m.length()).isEqualTo(COUNT);
            assertThat(m.ndim()).isEqualTo(1);
            assertThat(m.shape()).containsExactly(COUNT);
            assertThat(m.itemSize()).isEqualTo(m.format().itemSize());
            assertThat(m.byteSize()).isEqualTo((long) COUNT * m.itemSize());
            assertThat(m.isCContiguous()).isEqualTo(m.strides()[0] == m.itemSize());
            assertThat(m.owner()).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void indicesCountFromBothEnds(Kind kind) throws IOException {
        try (MemoryView m = kind.source().open()) {
            for (int i = 0; i < COUNT; i++) {
                assertThat(m.get(i)).isEqualTo(numbers(m).get(i));
                assertThat(m.get(i - COUNT)).isEqualTo(numbers(m).get(i));
                assertThat(m.getDouble(i)).isEqualTo(10.0 * (i + 1));
            }
            for (long outside : new long[] {COUNT, -COUNT - 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
                assertThatThrownBy(() -> m.get(outside))
                        .isInstanceOf(IndexOutOfBoundsException.class)
                        .hasMessage(
                                "index "
                                        + outside
                                        + " is out of bounds on dimension 0 with length 10");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void listsBytesAndIterationAgree(Kind kind) throws IOException {
        try (MemoryView m = kind.source().open()) {
            assertThat(m.toList()).isEqualTo(numbers(m));
            assertThat(m).containsExactlyElementsOf(m.toList());
            var iterator = m.iterator();
            for (int i = 0; i < COUNT; i++) {
                iterator.next();
            }
            assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
            assertThat(m.toBytes().length()).isEqualTo(m.byteSize());
            assertThat(MemoryView.of(m.toBytes()).cast(m.format()).toList()).isEqualTo(m.toList());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void slicesAreWindowsOnTheSameMemory(Kind kind) throws IOException {
        try (MemoryView m = kind.source().open()) {
            List<Object> all = m.toList();
            assertThat(m.slice(3).toList()).isEqualTo(all.subList(3, COUNT));
            assertThat(m.slice(-3).toList()).isEqualTo(all.subList(7, COUNT));
            assertThat(m.slice(2, -2).toList()).isEqualTo(all.subList(2, 8));
            assertThat(m.slice(-100, 100).toList()).isEqualTo(all);
            assertThat(m.slice(7, 3).toList()).isEmpty();
            assertThat(m.slice(Long.MIN_VALUE, Long.MAX_VALUE).toList()).isEqualTo(all);
            assertThat(m.slice(Slice.every(3)).toList())
                    .isEqualTo(List.of(all.get(0), all.get(3), all.get(6), all.get(9)));
            List<Object> reversed = new ArrayList<>(all);
            Collections.reverse(reversed);
            assertThat(m.slice(Slice.every(-1)).toList()).isEqualTo(reversed);
            assertThat(m.slice(Slice.every(-1)).slice(Slice.every(-1)).toList()).isEqualTo(all);
            assertThat(m.slice(Slice.of(1, 9, 2)).slice(Slice.every(-2)).toList())
                    .isEqualTo(List.of(all.get(7), all.get(3)));
            if (!m.isReadOnly()) {
                m.slice(Slice.every(-1)).setLong(0, 7);
                assertThat(m.getDouble(9)).isEqualTo(7.0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void emptySlicesWork(Kind kind) throws IOException {
        try (MemoryView m = kind.source().open()) {
            for (Slice empty :
                    List.of(
                            Slice.of(5, 5),
                            Slice.of(100, 200),
                            Slice.of(0, 5, -1),
                            Slice.of(-100, -50, -2))) {
                MemoryView none = m.slice(empty);
                assertThat(none.length()).isZero();
                assertThat(none.toList()).isEmpty();
                assertThatObject(none.toBytes()).isEqualTo(Bytes.EMPTY);
                assertThat(none.segment().byteSize()).isZero();
                assertThat(none.slice(Slice.every(-1)).slice(0, 10).length()).isZero();
                assertThat(none.contentEquals(m.slice(0, 0))).isTrue();
                assertThatThrownBy(() -> none.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writingReachesTheMemoryOrIsRefused(Kind kind) throws IOException {
        try (MemoryView m = kind.source().open()) {
            List<Object> before = m.toList();
            if (m.isReadOnly()) {
                assertThatThrownBy(() -> m.setLong(0, 1))
                        .isInstanceOf(ReadOnlyBufferException.class)
                        .hasMessageContaining("read-only");
                assertThatThrownBy(() -> m.set(0, 1)).isInstanceOf(ReadOnlyBufferException.class);
                assertThatThrownBy(() -> m.setDouble(0, 1))
                        .isInstanceOf(ReadOnlyBufferException.class);
                assertThatThrownBy(() -> m.assign(m)).isInstanceOf(ReadOnlyBufferException.class);
                assertThatThrownBy(() ->
                                MemoryView.of(m, BufferRequest.WRITABLE.and(BufferRequest.FULL_RO)))
                        .isInstanceOf(BufferException.class);
                assertThat(m.toList()).isEqualTo(before);
            } else {
                m.set(-1, 1);
                assertThat(m.getDouble(9)).isEqualTo(1.0);
                try (MemoryView readOnly = MemoryView.of(m.toReadOnly())) {
                    assertThat(readOnly.getDouble(9)).isEqualTo(1.0);
                    assertThatThrownBy(() -> readOnly.setLong(9, 2))
                            .isInstanceOf(ReadOnlyBufferException.class);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void wrongValuesAreRefusedAndNothingIsWritten(Kind kind) throws IOException {
        try (MemoryView m = kind.source().open()) {
            if (m.isReadOnly()) {
                return;
            }
            List<Object> before = m.toList();
            assertThatThrownBy(() -> m.set(0, "text"))
                    .isInstanceOf(ClassCastException.class)
                    .hasMessageContaining("java.lang.String");
            if (m.itemSize() < 8 && "efd".indexOf(m.format().code()) < 0) {
                assertThatThrownBy(() -> m.setLong(0, 1L << 40))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("1099511627776");
                assertThatThrownBy(() -> m.set(0, 1.5)).isInstanceOf(ClassCastException.class);
            }
            assertThatThrownBy(() -> m.slice(0, 3).assign(m.slice(0, 4)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("4 elements");
            assertThat(m.toList()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void assignmentIsRightHoweverTheSidesOverlap(Kind kind) throws IOException {
        try (MemoryView m = kind.source().open()) {
            if (m.isReadOnly()) {
                return;
            }
            List<Object> all = numbers(m);
            m.slice(2, 8).assign(m.slice(0, 6));
            assertThat(m.slice(2, 8).toList()).isEqualTo(all.subList(0, 6));
            filled(m);
            m.assign(m.slice(Slice.every(-1)));
            Collections.reverse(all);
            assertThat(m.toList()).isEqualTo(all);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void castsNeedContiguousBytes(Kind kind) throws IOException {
        try (MemoryView m = kind.source().open()) {
            if (m.isCContiguous()) {
                MemoryView raw = m.cast("B");
                assertThat(raw.length()).isEqualTo(m.byteSize());
                assertThat(raw.cast(m.format()).toList()).isEqualTo(m.toList());
                assertThat(m.segment().byteSize()).isEqualTo(m.byteSize());
                assertThat(m.segment().isReadOnly()).isEqualTo(m.isReadOnly());
                assertThatThrownBy(() -> raw.slice(0, 7).cast("i"))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("7 bytes");
            } else {
                assertThatThrownBy(() -> m.cast("B"))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("contiguous");
                assertThatThrownBy(m::segment).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> m.acquire(BufferRequest.SIMPLE))
                        .isInstanceOf(BufferException.class);
            }
            if (!m.format().isByte()) {
                assertThatThrownBy(() -> m.cast("h"))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("byte format");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void contentIsComparedByValueAcrossFormats(Kind kind) throws IOException {
        try (MemoryView m = kind.source().open()) {
            MemoryView doubles = filled(MemoryView.of(new double[COUNT]));
            assertThat(m.contentEquals(doubles)).isTrue();
            assertThat(doubles.contentEquals(m)).isTrue();
            assertThat(m.contentEquals(m)).isTrue();
            doubles.setDouble(4, 50.5);
            assertThat(m.contentEquals(doubles)).isFalse();
            doubles.setDouble(4, Double.NaN);
            assertThat(doubles.contentEquals(doubles)).isFalse();
            assertThat(m.contentEquals(m.slice(1))).isFalse();
            assertThat(m).isNotEqualTo(m.slice(0)).isEqualTo(m);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void closingEndsTheViewAndAllThatWasDerived(Kind kind) throws IOException {
        MemoryView m = kind.source().open();
        MemoryView slice = m.slice(2, 5);
        MemoryView strided = m.slice(Slice.every(2));
        MemoryView own = MemoryView.of(m);
        m.close();
        m.close();
        for (MemoryView closed : List.of(m, slice, strided)) {
            assertThat(closed.isClosed()).isTrue();
            assertThat(closed.toString()).isEqualTo("MemoryView[closed]");
            List<Runnable> uses =
                    List.of(
                            () -> closed.get(0),
                            () -> closed.setLong(0, 1),
                            closed::length,
                            () -> closed.slice(1),
                            closed::toList,
                            closed::toBytes,
                            () -> closed.cast("B"),
                            closed::segment,
                            closed::toReadOnly,
                            () -> assertThat(closed.iterator()).isNull(),
                            closed::owner,
                            closed::format,
                            closed::shape,
                            closed::strides,
                            closed::isReadOnly,
                            closed::byteSize,
                            () -> closed.contentEquals(own),
                            () -> own.contentEquals(closed),
                            () -> MemoryView.of(closed),
                            () -> closed.assign(own),
                            closed::itemSize,
                            closed::ndim,
                            closed::isCContiguous);
            for (Runnable use : uses) {
                assertThatThrownBy(use::run).isInstanceOf(IllegalStateException.class);
            }
        }
        assertThat(own.getDouble(0)).isEqualTo(10.0);
        own.close();
        assertThatThrownBy(() -> own.get(0)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void requestsGetWhatTheyAskForOrARefusal(Kind kind) throws IOException {
        try (MemoryView m = kind.source().open()) {
            assertThatThrownBy(() -> m.acquire(BufferRequest.FORMAT))
                    .isInstanceOf(BufferException.class);
            if (m.isCContiguous()) {
                try (MemoryView plain = m.acquire(BufferRequest.SIMPLE)) {
                    assertThat(plain.format()).isEqualTo(Format.UNSIGNED_BYTE);
                    assertThat(plain.length()).isEqualTo(m.byteSize());
                }
                try (MemoryView ordered =
                        m.acquire(BufferRequest.C_CONTIGUOUS.and(BufferRequest.FORMAT))) {
                    assertThat(ordered.format()).isEqualTo(m.format());
                }
            } else {
                assertThatThrownBy(() -> m.acquire(BufferRequest.ND))
                        .isInstanceOf(BufferException.class);
                assertThatThrownBy(() -> m.acquire(BufferRequest.ANY_CONTIGUOUS))
                        .isInstanceOf(BufferException.class);
            }
            try (MemoryView full = m.acquire(BufferRequest.FULL_RO)) {
                assertThat(full.toList()).isEqualTo(m.toList());
                assertThat(full.owner()).isSameAs(m.owner());
            }
        }
    }
}
