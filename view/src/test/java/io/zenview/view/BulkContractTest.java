package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zenview.view.ShapedKinds.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is done with many elements at once, on every kind of view, against nested loops over single
/// elements.
class BulkContractTest {
    /// The elements are 0 to 23.
    private static final int COUNT = 24;

    static Stream<Kind> kinds() {
        return ShapedKinds.kinds();
    }

    private static boolean real(MemoryView view) {
        return "efd".indexOf(view.format().code()) >= 0;
    }

    /// A number as an element of a view.
    private static Object element(MemoryView view, long number) {
        if (real(view)) {
            return (double) number;
        }
        return switch (view.format().code()) {
            case 'B' -> number & 0xFF;
            case 'H' -> number & 0xFFFF;
            case 'h' -> (long) (short) number;
            case 'i' -> (long) (int) number;
            case 'l' -> number;
            default -> throw new AssertionError("a new format: " + view.format());
        };
    }

    private static List<Object> elements(MemoryView view, LongUnaryOperator number) {
        List<Object> elements = new ArrayList<>();
        for (long i = 0; i < COUNT; i++) {
            elements.add(element(view, number.applyAsLong(i)));
        }
        return elements;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void sumsAndExtremes(Kind kind) {
        try (MemoryView m = kind.open()) {
            Numbers numbers = m.numbers();
            assertThat(numbers.sumDouble()).isEqualTo(276.0);
            assertThat(numbers.mean()).isEqualTo(11.5);
            assertThat(numbers.minDouble()).isEqualTo(0.0);
            assertThat(numbers.maxDouble()).isEqualTo(23.0);
            if (real(m)) {
                assertThatThrownBy(numbers::sumLong)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("sumDouble");
                assertThatThrownBy(numbers::minLong).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(numbers::maxLong).isInstanceOf(IllegalArgumentException.class);
            } else {
                assertThat(numbers.sumLong()).isEqualTo(276);
                assertThat(numbers.minLong()).isEqualTo(0);
                assertThat(numbers.maxLong()).isEqualTo(23);
            }
            MemoryView part = m.slice(Slice.parse("1:, ::-2, 1:3"));
            assertThat(part.numbers().sumDouble()).isEqualTo(13.0 + 14 + 21 + 22);
            assertThat(part.numbers().minDouble()).isEqualTo(13.0);
            assertThat(part.numbers().maxDouble()).isEqualTo(22.0);
        }
    }

    /// Changes all elements, compares them with a model, and looks whether anything else changed.
    private static void changes(Kind kind, Consumer<MemoryView> change, LongUnaryOperator model) {
        try (MemoryView m = kind.open()) {
            if (m.isReadOnly()) {
                assertThatThrownBy(() -> change.accept(m))
                        .isInstanceOf(ReadOnlyBufferException.class);
                assertThat(ShapedKinds.values(m)).isEqualTo(elements(m, v -> v));
                return;
            }
            scatter(m);
            List<Byte> around = ShapedKinds.around(m);
            change.accept(m);
            assertThat(ShapedKinds.values(m)).isEqualTo(elements(m, model));
            assertThat(ShapedKinds.around(m)).isEqualTo(around);
        }
    }

    /// Puts something other than zeros between the elements.
    private static void scatter(MemoryView m) {
        for (Placement part : Placement.all((View) m)) {
            for (long at = 0; at < part.window().memory.byteSize(); at++) {
                RawBits.set(part.window(), at, (byte) (0x5A + 7 * at));
            }
        }
        ShapedKinds.filled(m);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void arithmeticWrapsAsItsFormatDoes(Kind kind) {
        changes(
                kind,
                m -> {
                    // No zero among them, which would be -0.0 afterwards.
                    m.numbers().add(1);
                    m.numbers().scale(-7);
                },
                v -> -7 * (v + 1));
        changes(kind, m -> m.numbers().scale(1000), v -> 1000 * v);
        changes(kind, m -> m.numbers().add(250), v -> v + 250);
        changes(kind, m -> m.numbers().add(m), v -> 2 * v);
        changes(
                kind,
                m -> m.numbers().add(m.slice(Slice.parse("::-1, ::-1, ::-1"))),
                v -> v + (COUNT - 1 - v));
        changes(
                kind,
                m -> {
                    if (real(m)) {
                        m.numbers().updateDoubles(v -> v * v - 3);
                    } else {
                        m.numbers().updateLongs(v -> v * v - 3);
                    }
                },
                v -> v * v - 3);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void realsAreForRealFormatsOnly(Kind kind) {
        try (MemoryView m = kind.open()) {
            if (m.isReadOnly()) {
                return;
            }
            if (real(m)) {
                m.numbers().scale(0.5);
                m.numbers().add(0.25);
                assertThat(m.getDouble(1, 2, 3)).isEqualTo(11.75);
                assertThat(m.numbers().sumDouble()).isEqualTo(276 / 2 + 6.0);
                assertThatThrownBy(() -> m.numbers().updateLongs(v -> v))
                        .isInstanceOf(IllegalArgumentException.class);
            } else {
                assertThatThrownBy(() -> m.numbers().scale(0.5))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> m.numbers().add(0.5))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> m.numbers().updateDoubles(v -> v))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThat(ShapedKinds.values(m)).isEqualTo(elements(m, v -> v));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void fillingReachesEveryElementAndNothingElse(Kind kind) {
        changes(kind, m -> m.fill(element(m, 201)), v -> 201);
        changes(kind, m -> m.fill(element(m, 0)), v -> 0);
        try (MemoryView m = kind.open()) {
            if (m.isReadOnly()) {
                return;
            }
            MemoryView part = m.slice(Slice.parse("1:, ::2, ::3"));
            part.fill(element(m, 99));
            List<Integer> filled = List.of(12, 15, 20, 23);
            assertThat(ShapedKinds.values(m))
                    .isEqualTo(elements(m, v -> filled.contains((int) v) ? 99 : v));
            List<Object> before = ShapedKinds.values(m);
            assertThatThrownBy(() -> m.fill("text")).isInstanceOf(ClassCastException.class);
            if (!real(m) && m.itemSize() < 8) {
                assertThatThrownBy(() -> m.fill(1L << 40))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(ShapedKinds.values(m)).isEqualTo(before);
        }
    }

    /// Bits of the whole numbers that a format holds exactly, beside the sign.
    private static int exactBits(MemoryView view) {
        return switch (view.format().code()) {
            case 'B' -> 8;
            case 'h' -> 15;
            case 'H' -> 16;
            case 'f' -> 24;
            case 'i' -> 31;
            case 'd' -> 53;
            case 'l' -> 63;
            default -> throw new AssertionError("a new format: " + view.format());
        };
    }

    private static boolean signed(MemoryView view) {
        return "BH".indexOf(view.format().code()) < 0;
    }

    private static boolean holds(MemoryView target, MemoryView source) {
        return exactBits(source) <= exactBits(target)
                && (signed(target) || !signed(source))
                && (real(target) || !real(source));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void copiesComeFromEveryKind(Kind kind) {
        for (Kind other : kinds().toList()) {
            try (MemoryView source = other.open();
                    MemoryView target = kind.open()) {
                if (target.isReadOnly()) {
                    assertThatThrownBy(() -> target.copyFrom(source))
                            .isInstanceOf(ReadOnlyBufferException.class);
                    continue;
                }
                scatter(target);
                target.fill(element(target, 77));
                List<Byte> around = ShapedKinds.around(target);
                if (holds(target, source)) {
                    target.copyFrom(source);
                    assertThat(ShapedKinds.values(target))
                            .as("from %s", other)
                            .isEqualTo(elements(target, v -> v));
                } else {
                    assertThatThrownBy(() -> target.copyFrom(source))
                            .as("from %s", other)
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("values could be lost");
                    assertThat(ShapedKinds.values(target)).isEqualTo(elements(target, v -> 77));
                    target.copyFrom(source, Conversion.LOSSY);
                    assertThat(ShapedKinds.values(target)).isEqualTo(elements(target, v -> v));
                }
                assertThat(ShapedKinds.values(source)).isEqualTo(elements(source, v -> v));
                assertThat(ShapedKinds.around(target)).isEqualTo(around);
                assertThatThrownBy(() -> target.copyFrom(source.at(1)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("shape");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void additionTakesEveryKind(Kind kind) {
        for (Kind other : kinds().toList()) {
            try (MemoryView addends = other.open();
                    MemoryView target = kind.open()) {
                if (target.isReadOnly()) {
                    continue;
                }
                scatter(target);
                List<Byte> around = ShapedKinds.around(target);
                boolean held = holds(target, addends);
                if (held) {
                    target.numbers().add(addends);
                } else {
                    assertThatThrownBy(() -> target.numbers().add(addends))
                            .isInstanceOf(IllegalArgumentException.class);
                }
                assertThat(ShapedKinds.values(target))
                        .as("plus %s", other)
                        .isEqualTo(elements(target, v -> held ? 2 * v : v));
                assertThat(ShapedKinds.around(target)).isEqualTo(around);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void assignmentWantsTheFormat(Kind kind) {
        for (Kind other : kinds().toList()) {
            try (MemoryView source = other.open();
                    MemoryView target = kind.open()) {
                if (target.isReadOnly()) {
                    continue;
                }
                target.fill(element(target, 77));
                boolean same = target.format().equals(source.format());
                if (same) {
                    target.assign(source);
                } else {
                    assertThatThrownBy(() -> target.assign(source))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("copyFrom");
                }
                assertThat(ShapedKinds.values(target))
                        .isEqualTo(elements(target, v -> same ? v : 77));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theFirstDifferenceIsFoundWhereverItIs(Kind kind) {
        for (Kind other : kinds().toList()) {
            try (MemoryView m = kind.open();
                    MemoryView changed = other.open()) {
                assertThat(m.mismatch(changed)).isEqualTo(-1);
                assertThat(m.contentEquals(changed)).isTrue();
                if (changed.isReadOnly()) {
                    continue;
                }
                // From the last place to the first: each is before all earlier ones.
                for (int place = COUNT - 1; place >= 0; place--) {
                    long[] index = {place / 12, place / 4 % 3, place % 4};
                    changed.set(index, element(changed, 100));
                    assertThat(m.mismatch(changed)).as("against %s", other).isEqualTo(place);
                    assertThat(changed.mismatch(m)).as("of %s", other).isEqualTo(place);
                }
                assertThat(m.contentEquals(changed)).isFalse();
                assertThatThrownBy(() -> m.mismatch(changed.reshape(4, 3, 2)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyElementIsFoundByEveryTypeOfNumber(Kind kind) {
        try (MemoryView m = kind.open()) {
            for (int i = 0; i < COUNT; i++) {
                List<Object> same =
                        List.of(
                                (long) i,
                                i,
                                (short) i,
                                (byte) i,
                                (double) i,
                                (float) i,
                                BigInteger.valueOf(i),
                                new BigDecimal(i + ".000"));
                for (Object value : same) {
                    assertThat(m.indexOf(value)).as("%s", value.getClass()).isEqualTo(i);
                    assertThat(m.count(value)).isEqualTo(1);
                    assertThat(m.contains(value)).isTrue();
                }
            }
            assertThat(m.indexOf(true)).isEqualTo(1);
            assertThat(m.indexOf(false)).isEqualTo(0);
            List<Object> none =
                    List.of(
                            24L,
                            -1L,
                            0.5,
                            Double.NaN,
                            Float.NEGATIVE_INFINITY,
                            new BigDecimal("0.000001"),
                            new BigDecimal("1e99999"),
                            BigInteger.ONE.shiftLeft(200),
                            "text",
                            Bytes.of(1),
                            List.of(1L));
            for (Object value : none) {
                assertThat(m.indexOf(value)).as("%s", value).isEqualTo(-1);
                assertThat(m.count(value)).isZero();
                assertThat(m.contains(value)).isFalse();
            }
            assertThatThrownBy(() -> m.indexOf(3, 0, 5))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void searchesBetweenIndicesAsAListIsSearched(Kind kind) {
        try (MemoryView m = kind.open()) {
            MemoryView row = m.at(1, 2);
            List<Long> list = List.of(20L, 21L, 22L, 23L);
            for (long start = -6; start <= 6; start++) {
                for (long stop = -6; stop <= 6; stop++) {
                    int from = Math.clamp(start < 0 ? start + 4 : start, 0, 4);
                    int to = Math.clamp(stop < 0 ? stop + 4 : stop, 0, 4);
                    for (long value = 19; value <= 24; value++) {
                        int found = from < to ? list.subList(from, to).indexOf(value) : -1;
                        assertThat(row.indexOf(value, start, stop))
                                .as("%d in [%d:%d]", value, start, stop)
                                .isEqualTo(found < 0 ? -1 : from + found);
                    }
                }
            }
        }
    }

    /// Java's arrays: bits of the whole numbers they hold exactly, the sign, and whether they hold
    /// reals.
    private record JavaArray(Class<?> type, int bits, boolean signed, boolean real) {
        boolean holds(MemoryView view) {
            if (view.itemSize() == 1 && type == byte[].class) {
                return true;
            }
            return exactBits(view) <= bits
                    && (signed || !BulkContractTest.signed(view))
                    && (real || !BulkContractTest.real(view));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void arraysOfEveryTypeThatHoldsTheFormat(Kind kind) {
        List<JavaArray> arrays =
                List.of(
                        new JavaArray(byte[].class, 7, true, false),
                        new JavaArray(short[].class, 15, true, false),
                        new JavaArray(char[].class, 16, false, false),
                        new JavaArray(int[].class, 31, true, false),
                        new JavaArray(long[].class, 63, true, false),
                        new JavaArray(float[].class, 24, true, true),
                        new JavaArray(double[].class, 53, true, true));
        try (MemoryView m = kind.open()) {
            for (JavaArray array : arrays) {
                for (MemoryView view : List.of(m, m.slice(0, 0))) {
                    if (!array.holds(m)) {
                        assertThatThrownBy(() -> view.toArray(array.type()))
                                .isInstanceOf(IllegalArgumentException.class);
                        continue;
                    }
                    Object copy = view.toArray(array.type());
                    assertThat(copy).isInstanceOf(array.type());
                    assertThat(Array.getLength(copy)).isEqualTo((int) view.elementCount());
                    for (int i = 0; i < view.elementCount(); i++) {
                        Object value = Array.get(copy, i);
                        double number =
                                value instanceof Character c ? c : ((Number) value).doubleValue();
                        assertThat(number).isEqualTo(i);
                    }
                }
            }
            for (Class<?> type :
                    List.of(boolean[].class, Long[].class, long[][].class, int.class)) {
                assertThatThrownBy(() -> m.toArray(type))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("long[].class");
            }
        }
    }

    /// The bytes of all elements in C order, made from their values.
    private static byte[] bytes(MemoryView view) {
        ByteBuffer bytes = ByteBuffer.allocate(COUNT * view.itemSize());
        bytes.order(view.format().byteOrder());
        for (Object value : ShapedKinds.values(view)) {
            Number number = (Number) value;
            switch (view.format().code()) {
                case 'f' -> bytes.putFloat(number.floatValue());
                case 'd' -> bytes.putDouble(number.doubleValue());
                default -> {
                    switch (view.itemSize()) {
                        case 1 -> bytes.put(number.byteValue());
                        case 2 -> bytes.putShort(number.shortValue());
                        case 4 -> bytes.putInt(number.intValue());
                        default -> bytes.putLong(number.longValue());
                    }
                }
            }
        }
        return bytes.array();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void digitsAreThoseOfTheBytesInOrder(Kind kind) {
        try (MemoryView m = kind.open()) {
            byte[] bytes = bytes(m);
            assertThat(m.toBytes().toByteArray()).isEqualTo(bytes);
            assertThat(m.hex()).isEqualTo(HexFormat.of().formatHex(bytes));
            assertThat(m.hex(':', 1)).isEqualTo(HexFormat.ofDelimiter(":").formatHex(bytes));
            assertThat(m.hex(':', 0)).isEqualTo(m.hex());
            // 24 elements: all their sizes go into three bytes.
            String threes = m.hex().replaceAll("(.{6})(?!$)", "$1-");
            assertThat(m.hex('-', 3)).isEqualTo(threes);
            assertThat(m.hex('-', -3)).isEqualTo(threes);
            assertThat(m.hex('-', bytes.length - 1))
                    .isEqualTo(m.hex().substring(0, 2) + "-" + m.hex().substring(2));
            assertThat(m.hex('-', -(bytes.length - 1)))
                    .isEqualTo(
                            m.hex().substring(0, 2 * bytes.length - 2)
                                    + "-"
                                    + m.hex().substring(2 * bytes.length - 2));
            assertThatThrownBy(() -> m.hex('é', 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /// A channel or stream hands over a few bytes at a time, which end inside elements.
    private static final class Dribble extends ByteArrayInputStream {
        Dribble(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] to, int at, int n) {
            return super.read(to, at, Math.min(n, 5));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void bytesGoOutAndComeIn(Kind kind) throws IOException {
        try (MemoryView m = kind.open()) {
            byte[] bytes = bytes(m);
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            assertThat(m.writeTo(stream)).isEqualTo(bytes.length);
            assertThat(stream.toByteArray()).isEqualTo(bytes);
            ByteArrayOutputStream channel = new ByteArrayOutputStream();
            assertThat(m.writeTo(Channels.newChannel(channel))).isEqualTo(bytes.length);
            assertThat(channel.toByteArray()).isEqualTo(bytes);
            assertThat(m.inputStream().readAllBytes()).isEqualTo(bytes);
            if (m.isReadOnly()) {
                assertThatThrownBy(() -> m.readFrom(new Dribble(bytes)))
                        .isInstanceOf(ReadOnlyBufferException.class);
                assertThatThrownBy(() -> m.readFrom(Channels.newChannel(new Dribble(bytes))))
                        .isInstanceOf(ReadOnlyBufferException.class);
                return;
            }
            scatter(m);
            List<Byte> around = ShapedKinds.around(m);
            m.fill(element(m, 77));
            assertThat(m.readFrom(new Dribble(bytes))).isEqualTo(bytes.length);
            assertThat(ShapedKinds.values(m)).isEqualTo(elements(m, v -> v));
            m.fill(element(m, 77));
            assertThat(m.readFrom(Channels.newChannel(new Dribble(bytes)))).isEqualTo(bytes.length);
            assertThat(ShapedKinds.values(m)).isEqualTo(elements(m, v -> v));
            m.fill(element(m, 77));
            m.outputStream().write(bytes);
            assertThat(ShapedKinds.values(m)).isEqualTo(elements(m, v -> v));
            // The input ends after ten elements.
            m.fill(element(m, 77));
            int ten = 10 * m.itemSize();
            assertThat(m.readFrom(new ByteArrayInputStream(bytes, 0, ten))).isEqualTo(ten);
            assertThat(ShapedKinds.values(m)).isEqualTo(elements(m, v -> v < 10 ? v : 77));
            assertThat(m.readFrom(new ByteArrayInputStream(bytes, 0, 0))).isEqualTo(-1);
            assertThat(ShapedKinds.around(m)).isEqualTo(around);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void listsNestAsTheDimensionsDo(Kind kind) {
        try (MemoryView m = kind.open()) {
            List<Object> planes = new ArrayList<>();
            for (long i = 0; i < 2; i++) {
                List<Object> rows = new ArrayList<>();
                for (long j = 0; j < 3; j++) {
                    long first = 12 * i + 4 * j;
                    rows.add(elements(m, v -> v).subList((int) first, (int) first + 4));
                }
                planes.add(rows);
            }
            assertThat(m.toList()).isEqualTo(planes);
        }
    }

    /// All these owners can change their memory.
    @ParameterizedTest
    @MethodSource("kinds")
    void memoryThatChangesHasNoHash(Kind kind) {
        try (MemoryView m = kind.open()) {
            assertThatThrownBy(m::contentHash).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> m.toReadOnly().contentHash())
                    .isInstanceOf(IllegalArgumentException.class);
            MemoryView constant = MemoryView.of(m.toBytes()).slice(Slice.every(-1));
            assertThat(constant.contentHash()).isEqualTo(constant.toBytes().hashCode());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void closedViewsRefuseBulkWork(Kind kind) {
        MemoryView open = kind.open();
        MemoryView m = kind.open();
        Numbers numbers = m.numbers();
        m.close();
        List<Runnable> uses =
                List.of(
                        () -> m.fill(1),
                        () -> m.copyFrom(open),
                        () -> m.assign(open),
                        () -> open.mismatch(m),
                        () -> m.mismatch(open),
                        () -> m.indexOf(1),
                        () -> m.contains(1),
                        () -> m.count(1),
                        () -> m.toArray(double[].class),
                        m::hex,
                        m::contentHash,
                        m::numbers,
                        numbers::sumDouble,
                        numbers::mean,
                        numbers::maxDouble,
                        () -> numbers.scale(2),
                        () -> numbers.add(open));
        for (Runnable use : uses) {
            assertThatThrownBy(use::run).isInstanceOf(IllegalStateException.class);
        }
        open.close();
    }
}
