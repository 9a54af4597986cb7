package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bulk work on elements that no loop over numbers takes: text, records, complex numbers, sizes
/// that are no power of two.
class OddElementsTest {
    private static final long[] SHAPE = {3, 4};
    private static final int COUNT = 12;

    /// What a double of 0.1 is exactly.
    private static final BigDecimal TENTH =
            new BigDecimal("0.1000000000000000055511151231257827021181583404541015625");

    /// A format, with values that differ from element to element.
    private enum Kind {
        THREE_BYTES("3s"),
        PASCAL("5p"),
        SHORT_TEXT("<1w"),
        TEXT("<3w"),
        TEXT_SWAPPED(">2w"),
        CHARACTERS("c"),
        TRUTH("?"),
        TEN_BYTES("<Hq"),
        MIXED_ORDERS("T{<h:a:>i:b:3s:c:}"),
        COMPLEX("Zd"),
        COMPLEX_FLOATS(">Zf"),
        ARRAYS("T{<h:a:(2,3)B:b:>d:c:}"),
        NESTED("T{T{B:x:B:y:}:at:<f:f:}"),
        PADDED("T{b:a:3xi:b:}");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        Format format() {
            return Format.parse(text);
        }

        Object value(int n) {
            Bytes letters = Bytes.copyOf(new byte[] {(byte) ('a' + n), 'x', (byte) n});
            String name = Character.toString(0x1F600 + n) + "é";
            long whole = n - 5L;
            double real = n / 4.0;
            return switch (this) {
                case THREE_BYTES -> letters;
                case PASCAL -> letters.slice(0, n % 4);
                case SHORT_TEXT -> name.substring(0, 2);
                case TEXT, TEXT_SWAPPED -> name;
                case CHARACTERS -> Bytes.of('A' + n);
                case TRUTH -> n % 5 == 3;
                case TEN_BYTES -> List.of((long) n, whole << 33);
                case MIXED_ORDERS -> List.of(whole, whole << 20, letters);
                case COMPLEX, COMPLEX_FLOATS -> List.of(real, -real);
                case ARRAYS ->
                        List.of(
                                whole,
                                List.of(List.of((long) n, 1L, 2L), List.of(3L, 4L, n + 5L)),
                                real);
                case NESTED -> List.of(List.of(7L, (long) n), real);
                case PADDED -> List.of(whole, whole << 9);
            };
        }
    }

    /// A way for 3 × 4 elements to lie.
    private enum Way {
        CONTIGUOUS,
        STRIDED,
        TRANSPOSED,
        REVERSED,
        EVERY_SECOND,
        INDIRECT,
        INDIRECT_REVERSED;

        MemoryView open(Format format) {
            int size = format.itemSize();
            byte[] memory = new byte[8 * COUNT * (size + 3)];
            new Random(size).nextBytes(memory);
            MemorySegment segment = MemorySegment.ofArray(memory);
            return switch (this) {
                case CONTIGUOUS ->
                        MemoryView.strided(segment, format, 5, SHAPE, new long[] {4L * size, size});
                case STRIDED ->
                        MemoryView.strided(
                                segment,
                                format,
                                7,
                                SHAPE,
                                new long[] {4 * (size + 3L) + 1, size + 3L});
                case TRANSPOSED ->
                        MemoryView.strided(
                                        segment,
                                        format,
                                        3,
                                        new long[] {4, 3},
                                        new long[] {3L * size, size})
                                .transpose();
                case REVERSED ->
                        MemoryView.strided(
                                segment,
                                format,
                                (COUNT - 1L) * size,
                                SHAPE,
                                new long[] {-4L * size, -size});
                case EVERY_SECOND ->
                        MemoryView.strided(
                                segment, format, 1, SHAPE, new long[] {16L * size, 2L * size});
                case INDIRECT ->
                        MemoryView.indirect(List.of(row(format), row(format), row(format)));
                case INDIRECT_REVERSED ->
                        MemoryView.indirect(List.of(row(format), row(format), row(format)))
                                .slice(Slice.every(-1), Slice.every(-1));
            };
        }

        private static MemoryView row(Format format) {
            byte[] memory = new byte[4 * format.itemSize()];
            return MemoryView.of(memory).cast(format);
        }
    }

    record Case(Kind kind, Way way) {
        /// A view in which each element has a value of its own.
        MemoryView open() {
            MemoryView view = way.open(kind.format());
            store(view, values());
            return view;
        }

        List<Object> values() {
            List<Object> values = new ArrayList<>();
            for (int n = 0; n < COUNT; n++) {
                values.add(kind.value(n));
            }
            return values;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(Way.values()).map(way -> new Case(kind, way)));
    }

    private static void store(MemoryView view, List<Object> values) {
        for (int n = 0; n < COUNT; n++) {
            view.set(new long[] {n / 4, n % 4}, values.get(n));
        }
    }

    private static List<Object> read(MemoryView view) {
        List<Object> values = new ArrayList<>();
        for (int n = 0; n < COUNT; n++) {
            values.add(view.get(n / 4, n % 4));
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void copiesGoFromEachWayToEach(Case one) {
        for (Way way : Way.values()) {
            for (boolean strict : new boolean[] {true, false}) {
                MemoryView source = one.open();
                MemoryView target = way.open(one.kind.format());
                List<Byte> around = ShapedKinds.around(target);
                if (strict) {
                    target.assign(source);
                } else {
                    target.copyFrom(source);
                }
                assertThat(read(target)).as("to %s", way).isEqualTo(one.values());
                assertThat(read(source)).isEqualTo(one.values());
                assertThat(ShapedKinds.around(target)).isEqualTo(around);
                assertThat(target.mismatch(source)).isEqualTo(-1);
                assertThat(source.contentEquals(target)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void copiesInsideOneView(Case one) {
        MemoryView m = one.open();
        m.assign(m.slice(Slice.every(-1), Slice.every(-1)));
        List<Object> reversed = new ArrayList<>(one.values());
        Collections.reverse(reversed);
        assertThat(read(m)).isEqualTo(reversed);
        m.slice(1, 3).copyFrom(m.slice(0, 2));
        assertThat(read(m).subList(4, COUNT)).isEqualTo(reversed.subList(0, 8));
        assertThat(read(m).subList(0, 4)).isEqualTo(reversed.subList(0, 4));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fills(Case one) {
        MemoryView m = one.open();
        List<Byte> around = ShapedKinds.around(m);
        m.fill(one.kind.value(7));
        assertThat(read(m)).isEqualTo(Collections.nCopies(COUNT, one.kind.value(7)));
        assertThat(ShapedKinds.around(m)).isEqualTo(around);
        m.slice(Slice.ALL, Slice.every(2)).fill(one.kind.value(2));
        List<Object> mixed = new ArrayList<>();
        for (int n = 0; n < COUNT; n++) {
            mixed.add(one.kind.value(n % 2 == 0 ? 2 : 7));
        }
        assertThat(read(m)).isEqualTo(mixed);
        assertThatThrownBy(() -> m.fill(1.5)).isInstanceOf(ClassCastException.class);
        assertThat(read(m)).isEqualTo(mixed);
        assertThat(ShapedKinds.around(m)).isEqualTo(around);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsWhatAListFinds(Case one) {
        MemoryView m = one.open();
        List<Object> values = one.values();
        for (Object value : values) {
            assertThat(m.indexOf(value)).isEqualTo(values.indexOf(value));
            assertThat(m.count(value)).isEqualTo(Collections.frequency(values, value));
        }
        for (Object none : List.of("none", Bytes.copyOf(new byte[9]), List.of(), 99L)) {
            assertThat(m.contains(none)).isFalse();
        }
        MemoryView row = m.at(2);
        List<Object> last = values.subList(8, COUNT);
        Object wanted = last.get(2);
        assertThat(row.indexOf(wanted)).isEqualTo(last.indexOf(wanted));
        assertThat(row.indexOf(wanted, 2, 4)).isEqualTo(2);
        assertThat(row.indexOf(wanted, -2, Long.MAX_VALUE)).isEqualTo(2);
        assertThat(row.indexOf(wanted, 0, 0)).isEqualTo(-1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theFirstDifferenceIsFound(Case one) {
        MemoryView m = one.open();
        for (Way way : Way.values()) {
            MemoryView other = new Case(one.kind, way).open();
            for (int place = COUNT - 1; place >= 0; place--) {
                Object different = one.kind.value((place + 1) % COUNT);
                if (different.equals(one.kind.value(place))) {
                    different = one.kind.value(3); // the one truth that differs
                    if (different.equals(one.kind.value(place))) {
                        continue;
                    }
                }
                other.set(new long[] {place / 4, place % 4}, different);
                assertThat(m.mismatch(other)).as("against %s", way).isEqualTo(place);
                assertThat(other.mismatch(m)).as("of %s", way).isEqualTo(place);
            }
        }
    }

    /// The bytes of one element by themselves.
    private static byte[] encoded(Kind kind, int n) {
        byte[] bytes = new byte[kind.format().itemSize()];
        MemoryView.of(bytes).cast(kind.format()).set(0, kind.value(n));
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bytesComeInEitherOrderAndGoOutAndIn(Case one) throws IOException {
        MemoryView m = one.open();
        int size = one.kind.format().itemSize();
        if (one.kind == Kind.PADDED) {
            // What lies between the values is part of the bytes; make it zeros.
            m.copyFrom(Way.CONTIGUOUS.open(one.kind.format()));
            byte[] plain = new byte[COUNT * size];
            assertThat(m.readFrom(new ByteArrayInputStream(plain))).isEqualTo(plain.length);
            store(m, one.values());
        }
        byte[] c = new byte[COUNT * size];
        byte[] f = new byte[COUNT * size];
        for (int n = 0; n < COUNT; n++) {
            System.arraycopy(encoded(one.kind, n), 0, c, n * size, size);
            int columnwise = n % 4 * 3 + n / 4;
            System.arraycopy(encoded(one.kind, n), 0, f, columnwise * size, size);
        }
        assertThat(m.toBytes().toByteArray()).isEqualTo(c);
        assertThat(m.toBytes(Order.F).toByteArray()).isEqualTo(f);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(m.writeTo(out)).isEqualTo(c.length);
        assertThat(out.toByteArray()).isEqualTo(c);
        MemoryView target = one.way.open(one.kind.format());
        List<Byte> around = ShapedKinds.around(target);
        assertThat(target.readFrom(new ByteArrayInputStream(c))).isEqualTo(c.length);
        assertThat(read(target)).isEqualTo(one.values());
        assertThat(ShapedKinds.around(target)).isEqualTo(around);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theyAreNoNumbers(Case one) {
        MemoryView m = one.open();
        assertThatThrownBy(m::numbers)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds no numbers");
        if (one.kind == Kind.TRUTH) {
            // Not to calculate with, but there is a number for each.
            assertThat(m.toArray(int[].class)).containsExactly(0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0);
            return;
        }
        assertThatThrownBy(() -> m.toArray(double[].class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> m.slice(0, 0).toArray(int[].class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void recordsOfOneSizeAreNotOneFormat() {
        MemoryView source = MemoryView.of(new byte[8]).cast("T{<i:a:<f:b:}");
        source.set(0, List.of(7L, 1.5));
        for (String other :
                List.of(
                        "T{<f:a:<i:b:}",
                        "T{>i:a:<f:b:}",
                        "T{<i:a:<i:b:}",
                        "T{<i:a:4s:b:}",
                        "T{<h:a:2x<f:b:}",
                        "T{(1)<i:a:<f:b:}",
                        "8s",
                        "<q",
                        "Zf")) {
            MemoryView target = MemoryView.of(new byte[8]).cast(other);
            for (Conversion conversion : Conversion.values()) {
                assertThatThrownBy(() -> target.copyFrom(source, conversion))
                        .as(other)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("no conversion");
            }
            assertThat(target.hex()).isEqualTo("0".repeat(16));
        }
        MemoryView renamed = MemoryView.of(new byte[8]).cast("T{<i:number:<f:real:}");
        renamed.copyFrom(source);
        assertThat(renamed.toList()).containsExactly(List.of(7L, 1.5));
    }

    @Test
    void textIsConvertedToTheOtherByteOrder() {
        for (int length = 1; length <= 4; length++) {
            String text = "aé\uD83D\uDE00z".substring(0, length < 3 ? length : length + 1);
            MemoryView source = MemoryView.of(new byte[12 * length]).cast("<" + length + "w");
            source.fill(text);
            source.set(1, "");
            byte[] array = new byte[24 * length];
            MemoryView target =
                    MemoryView.of(array).cast(">" + length + "w").slice(Slice.every(-2));
            target.copyFrom(source);
            assertThat(target.toList()).containsExactly(text, "", text);
            assertThat(target.mismatch(source)).isEqualTo(-1);
            // In place, from one order to the other.
            MemoryView same = MemoryView.of((BufferExporter) source).reshape(3);
            MemoryView swapped = MemoryView.of(source.segment()).cast(">" + length + "w");
            swapped.copyFrom(same);
            assertThat(swapped.toList()).containsExactly(text, "", text);
        }
    }

    @Test
    void numbersInsideRecordsAreComparedByValue() {
        MemoryView m = MemoryView.of(new byte[36]).cast("<id");
        m.set(0, List.of(1, 0.1));
        m.set(1, List.of(1, 1.5));
        m.set(2, List.of(2, Double.NaN));
        for (Object value :
                Arrays.<Object>asList(
                        List.of(1L, 1.5),
                        List.of(1, 1.5f),
                        List.of((short) 1, new BigDecimal("1.50")),
                        List.of(1.0, 1.5),
                        List.of(true, 1.5),
                        List.of(BigInteger.ONE, 1.5))) {
            assertThat(m.indexOf(value)).as("%s", value).isEqualTo(1);
        }
        // The double next to a tenth is no tenth.
        assertThat(m.contains(List.of(1, new BigDecimal("0.1")))).isFalse();
        assertThat(m.contains(List.of(1, TENTH))).isTrue();
        assertThat(m.contains(List.of(2, Double.NaN))).isFalse();
        assertThat(m.contains(List.of(1))).isFalse();
        assertThat(m.mismatch(m)).isEqualTo(2);
    }
}
