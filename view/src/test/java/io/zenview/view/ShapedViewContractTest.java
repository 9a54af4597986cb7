package io.zenview.view;

import static io.zenview.view.ShapedKinds.at;
import static io.zenview.view.ShapedKinds.filled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zenview.view.ShapedKinds.Kind;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One contract for every way that elements of several dimensions may lie: each view has the shape
/// (2, 3, 4), and its element (i, j, k) is 12 i + 4 j + k.
class ShapedViewContractTest {
    private static final long[] SHAPE = ShapedKinds.SHAPE;

    static Stream<Kind> kinds() {
        return ShapedKinds.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyElementIsReadInEveryWay(Kind kind) {
        try (MemoryView m = kind.open()) {
            for (long i = 0; i < 2; i++) {
                for (long j = 0; j < 3; j++) {
                    for (long k = 0; k < 4; k++) {
                        double expected = at(i, j, k);
                        assertThat(m.getDouble(i, j, k)).isEqualTo(expected);
                        assertThat(m.getDouble(i - 2, j - 3, k - 4)).isEqualTo(expected);
                        assertThat(number(m.get(i, j, k))).isEqualTo(expected);
                        assertThat(number(m.at(i).get(j, k))).isEqualTo(expected);
                        assertThat(number(m.at(i, j).get(k))).isEqualTo(expected);
                        assertThat(number(m.at(i, j, k).get())).isEqualTo(expected);
                        assertThat(m.at(i).getDouble(j, k)).isEqualTo(expected);
                    }
                }
            }
        }
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void attributesAgree(Kind kind) {
        try (MemoryView m = kind.open()) {
            assertThat(m.ndim()).isEqualTo(3);
            assertThat(m.shape()).containsExactly(SHAPE);
            assertThat(m.length()).isEqualTo(2);
            assertThat(m.elementCount()).isEqualTo(24);
            assertThat(m.byteSize()).isEqualTo(24L * m.itemSize());
            assertThat(m.strides()).hasSize(3);
            assertThat(m.isContiguous()).isEqualTo(m.isCContiguous() || m.isFContiguous());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void slicesTakeWhatANestedLoopTakes(Kind kind) {
        String[] ranges = {":", "1:", "::-1", ":2", "5:", "-2:", "::2", "2:0:-1"};
        try (MemoryView m = kind.open()) {
            for (String first : ranges) {
                for (String second : ranges) {
                    for (String third : ranges) {
                        Slice[] slices = Slice.parse(first + "," + second + "," + third);
                        List<List<List<Double>>> expected = new ArrayList<>();
                        for (long i : taken(slices[0], 2)) {
                            List<List<Double>> plane = new ArrayList<>();
                            for (long j : taken(slices[1], 3)) {
                                List<Double> row = new ArrayList<>();
                                for (long k : taken(slices[2], 4)) {
                                    row.add((double) at(i, j, k));
                                }
                                plane.add(row);
                            }
                            expected.add(plane);
                        }
                        assertThat(doubles(m.slice(slices))).isEqualTo(expected);
                        assertThat(
                                        doubles(
                                                m.slice(slices[0])
                                                        .slice(Slice.ALL, slices[1], slices[2])))
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    private static List<Long> taken(Slice slice, long length) {
        Slice.Range range = slice.resolve(length);
        return Stream.iterate(range.first(), at -> at + range.step()).limit(range.count()).toList();
    }

    private static List<Object> doubles(MemoryView view) {
        return view.toList().stream().map(ShapedViewContractTest::asDoubles).toList();
    }

    private static Object asDoubles(Object item) {
        return item instanceof List<?> list
                ? list.stream().map(ShapedViewContractTest::asDoubles).toList()
                : (Object) ((Number) item).doubleValue();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void bytesComeInEitherOrder(Kind kind) {
        try (MemoryView m = kind.open()) {
            int item = m.itemSize();
            try (MemoryView c = MemoryView.of(m.toBytes(Order.C));
                    MemoryView f = MemoryView.of(m.toBytes(Order.F))) {
                MemoryView inC = plain(c, m.format(), Order.C);
                MemoryView inF = plain(f, m.format(), Order.F);
                assertThat(inC.contentEquals(m)).isTrue();
                assertThat(inF.contentEquals(m)).isTrue();
                assertThatObject(m.toBytes()).isEqualTo(m.toBytes(Order.C));
                assertThatObject(m.toBytes(Order.ANY))
                        .isEqualTo(m.toBytes(m.isFContiguous() ? Order.F : Order.C));
                assertThat(m.toBytes().length()).isEqualTo(24L * item);
            }
        }
    }

    private static MemoryView plain(MemoryView bytes, Format format, Order order) {
        return bytes.cast(format, order, SHAPE);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void equalityIsByShapeAndValue(Kind kind) {
        MemoryView same = filled(MemoryView.of(new double[24]).reshape(SHAPE));
        try (MemoryView m = kind.open()) {
            assertThat(m.contentEquals(same)).isTrue();
            assertThat(same.contentEquals(m)).isTrue();
            assertThat(m.contentEquals(same.reshape(6, 4))).isFalse();
            assertThat(m.contentEquals(same.reshape(24))).isFalse();
            same.set(new long[] {1, 2, 3}, 0.5);
            assertThat(m.contentEquals(same)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void assignmentReachesEveryElementHoweverTheTwoOverlap(Kind kind) {
        try (MemoryView m = kind.open()) {
            MemoryView backwards = m.slice(Slice.parse("::-1, ::-1, ::-1"));
            if (m.isReadOnly()) {
                assertThatThrownBy(() -> m.assign(backwards))
                        .isInstanceOf(ReadOnlyBufferException.class);
                return;
            }
            List<Object> expected = doubles(backwards);
            m.assign(backwards);
            assertThat(doubles(m)).isEqualTo(expected);
            assertThatThrownBy(() -> m.assign(m.at(0)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("(3, 4)")
                    .hasMessageContaining("(2, 3, 4)");
            assertThat(doubles(m)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void iterationGivesSubViewsOfTheSameMemory(Kind kind) {
        try (MemoryView m = kind.open()) {
            long i = 0;
            for (Object plane : m) {
                MemoryView view = (MemoryView) plane;
                assertThat(view.shape()).containsExactly(3, 4);
                assertThat(view.getDouble(2, 1)).isEqualTo((double) at(i, 2, 1));
                i++;
            }
            assertThat(i).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void wrongIndicesAreNamed(Kind kind) {
        try (MemoryView m = kind.open()) {
            assertThatThrownBy(() -> m.get(0, 3, 0))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("index 3")
                    .hasMessageContaining("dimension 1")
                    .hasMessageContaining("length 3");
            assertThatThrownBy(() -> m.at(0, 0, -5))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("index -5")
                    .hasMessageContaining("dimension 2");
            assertThatThrownBy(() -> m.slice(Slice.at(2)))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("dimension 0");
            assertThatThrownBy(() -> m.get(0, 0, 0, 0))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> m.getLong(0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> m.setLong(0, 1, 2))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> m.slice(Slice.ELLIPSIS, Slice.ELLIPSIS))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void transposingMovesNothingAndReversesIndices(Kind kind) {
        try (MemoryView m = kind.open()) {
            if (m.suboffsets().length > 0) {
                assertThatThrownBy(m::transpose).isInstanceOf(IllegalArgumentException.class);
                assertThat(m.transpose(0, 2, 1).getDouble(1, 3, 2)).isEqualTo((double) at(1, 2, 3));
                return;
            }
            MemoryView t = m.transpose();
            assertThat(t.shape()).containsExactly(4, 3, 2);
            assertThat(t.getDouble(3, 1, 0)).isEqualTo((double) at(0, 1, 3));
            assertThat(t.isFContiguous()).isEqualTo(m.isCContiguous());
            assertThat(doubles(t.transpose())).isEqualTo(doubles(m));
            assertThat(m.transpose(2, 0, 1).getDouble(3, 1, 2)).isEqualTo((double) at(1, 2, 3));
            assertThatThrownBy(() -> m.transpose(0, 1, 1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> m.transpose(0, 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void requestsAreMetOrRefused(Kind kind) {
        try (MemoryView m = kind.open()) {
            meets(m, BufferRequest.FULL_RO, true);
            meets(m, BufferRequest.FULL, !m.isReadOnly());
            boolean direct = m.suboffsets().length == 0;
            meets(m, BufferRequest.RECORDS_RO, direct);
            meets(m, BufferRequest.C_CONTIGUOUS.and(BufferRequest.FORMAT), m.isCContiguous());
            meets(m, BufferRequest.F_CONTIGUOUS.and(BufferRequest.FORMAT), m.isFContiguous());
            meets(m, BufferRequest.ANY_CONTIGUOUS.and(BufferRequest.FORMAT), m.isContiguous());
            meets(m, BufferRequest.CONTIG_RO, m.isCContiguous());
            meets(m, BufferRequest.SIMPLE, m.isCContiguous());
            meets(m, BufferRequest.FORMAT, false);
        }
    }

    private static void meets(MemoryView m, BufferRequest request, boolean met) {
        if (!met) {
            assertThatThrownBy(() -> MemoryView.of(m, request)).isInstanceOf(BufferException.class);
            return;
        }
        try (MemoryView lent = MemoryView.of(m, request)) {
            if (request.includes(BufferRequest.FORMAT)) {
                assertThat(lent.contentEquals(m)).isTrue();
                assertThat(lent.strides()).containsExactly(m.strides());
            } else {
                assertThat(lent.format()).isEqualTo(Format.UNSIGNED_BYTE);
                assertThatObject(lent.toBytes()).isEqualTo(m.toBytes());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void closedViewsRefuse(Kind kind) {
        MemoryView m = kind.open();
        MemoryView part = m.at(1);
        m.close();
        assertThatThrownBy(() -> part.get(0, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(m::transpose).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(m::shape).isInstanceOf(IllegalStateException.class);
        assertThat(m).hasToString("MemoryView[closed]");
    }
}
