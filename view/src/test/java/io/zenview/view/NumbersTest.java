package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Arithmetic against exact numbers (`BigInteger`) and plain loops, over every format, kind of
/// memory and random layouts.
class NumbersTest {
    static final List<String> FORMATS = Samples.NUMBERS;

    private interface Check {
        void on(Placement layout, Random random);
    }

    private static void everywhere(String format, Check check) {
        for (String memory : Samples.MEMORIES) {
            Random random = new Random((format + memory).hashCode());
            for (int round = 0; round < 8; round++) {
                Placement layout = Samples.layout(random, Format.parse(format), memory);
                Samples.moderate(random, layout);
                check.on(layout, random);
            }
        }
    }

    private static BigInteger big(Object value) {
        return value instanceof BigInteger b ? b : BigInteger.valueOf((Long) value);
    }

    private static boolean whole(String format) {
        return NumberBlock.isWhole(Format.parse(format));
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void sums(String format) {
        everywhere(
                format,
                (layout, random) -> {
                    Numbers numbers = Numbers.of(Samples.view(layout));
                    List<Object> values = Samples.values(layout);
                    if (whole(format)) {
                        BigInteger sum =
                                values.stream()
                                        .map(NumbersTest::big)
                                        .reduce(BigInteger.ZERO, BigInteger::add);
                        assertThat(numbers.sumLong()).isEqualTo(sum.longValue());
                        assertThat(numbers.sumDouble())
                                .isCloseTo(
                                        sum.doubleValue(),
                                        within(1e-12 * 0x1p64 * values.size() + 1e-9));
                    } else {
                        // Multiples of 1/8: any order of addition is exact.
                        double sum = values.stream().mapToDouble(v -> (Double) v).sum();
                        assertThat(numbers.sumDouble()).isEqualTo(sum);
                        assertThat((Object) numbers.mean()).isEqualTo(sum / values.size());
                        assertThatThrownBy(numbers::sumLong)
                                .isInstanceOf(IllegalArgumentException.class);
                    }
                });
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void leastAndGreatest(String format) {
        everywhere(
                format,
                (layout, random) -> {
                    Numbers numbers = Numbers.of(Samples.view(layout));
                    List<Object> values = Samples.values(layout);
                    if (values.isEmpty()) {
                        assertThatThrownBy(numbers::minDouble)
                                .isInstanceOf(NoSuchElementException.class);
                        assertThatThrownBy(numbers::maxDouble)
                                .isInstanceOf(NoSuchElementException.class);
                    } else if (whole(format)) {
                        BigInteger min =
                                values.stream()
                                        .map(NumbersTest::big)
                                        .min(BigInteger::compareTo)
                                        .get();
                        BigInteger max =
                                values.stream()
                                        .map(NumbersTest::big)
                                        .max(BigInteger::compareTo)
                                        .get();
                        assertThat(numbers.minLong()).isEqualTo(min.longValue());
                        assertThat(numbers.maxLong()).isEqualTo(max.longValue());
                        assertThat(numbers.minDouble()).isEqualTo(min.doubleValue());
                        assertThat(numbers.maxDouble()).isEqualTo(max.doubleValue());
                    } else {
                        assertThat(numbers.minDouble())
                                .isEqualTo(
                                        values.stream()
                                                .mapToDouble(v -> (Double) v)
                                                .reduce(Math::min)
                                                .getAsDouble());
                        assertThat(numbers.maxDouble())
                                .isEqualTo(
                                        values.stream()
                                                .mapToDouble(v -> (Double) v)
                                                .reduce(Math::max)
                                                .getAsDouble());
                    }
                });
    }

    private static void changes(
            String format,
            UnaryOperator<BigInteger> exact,
            UnaryOperator<Double> real,
            Check change) {
        everywhere(
                format,
                (layout, random) -> {
                    Window window = layout.window();
                    List<Object> before = Samples.values(layout);
                    List<Byte> around = Samples.surroundings(layout);
                    change.on(layout, random);
                    List<Object> expected =
                            before.stream()
                                    .map(v ->
                                            whole(format)
                                                    ? wrapped(window.format, exact.apply(big(v)))
                                                    : rounded(
                                                            window.format, real.apply((Double) v)))
                                    .toList();
                    assertThat(Samples.values(layout)).isEqualTo(expected);
                    assertThat(Samples.surroundings(layout)).isEqualTo(around);
                });
    }

    private static Object wrapped(Format format, BigInteger value) {
        int bits = 8 * format.itemSize();
        BigInteger low = value.mod(BigInteger.ONE.shiftLeft(bits));
        if (!NumberBlock.isUnsigned(format) && low.testBit(bits - 1)) {
            low = low.subtract(BigInteger.ONE.shiftLeft(bits));
        }
        return low.bitLength() < 64 ? (Object) low.longValue() : low;
    }

    private static Object rounded(Format format, double value) {
        return switch (format.code()) {
            case 'e' -> (double) Float.float16ToFloat(Float.floatToFloat16((float) value));
            case 'f' -> (double) (float) value;
            default -> value;
        };
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void scaleByWhole(String format) {
        changes(
                format,
                v -> v.multiply(BigInteger.valueOf(-7)),
                v -> v * -7,
                (l, r) -> Numbers.of(Samples.view(l)).scale(-7));
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void addWhole(String format) {
        changes(
                format,
                v -> v.add(BigInteger.valueOf(201)),
                v -> v + 201,
                (l, r) -> Numbers.of(Samples.view(l)).add(201));
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void addItself(String format) {
        changes(
                format,
                v -> v.add(v),
                v -> v + v,
                (l, r) -> Numbers.of(Samples.view(l)).add(Samples.view(l)));
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void updates(String format) {
        changes(
                format,
                v -> v.multiply(v),
                v -> v * v,
                (l, r) -> {
                    if (whole(format)) {
                        Numbers.of(Samples.view(l)).updateLongs(v -> v * v);
                    } else {
                        Numbers.of(Samples.view(l)).updateDoubles(v -> v * v);
                    }
                });
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void realsAloneTakeReals(String format) {
        if (whole(format)) {
            Numbers numbers =
                    Numbers.of(
                            Samples.view(
                                    Samples.layout(
                                            new Random(1), Format.parse(format), "native", 3)));
            assertThatThrownBy(() -> numbers.scale(0.5))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> numbers.add(0.5)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> numbers.updateDoubles(v -> v))
                    .isInstanceOf(IllegalArgumentException.class);
            return;
        }
        // 0.3 is no float: computed as double, rounded once.
        changes(format, v -> v, v -> v * 0.3, (l, r) -> Numbers.of(Samples.view(l)).scale(0.3));
        changes(format, v -> v, v -> v + 0.3, (l, r) -> Numbers.of(Samples.view(l)).add(0.3));
        changes(format, v -> v, v -> v * 0.5, (l, r) -> Numbers.of(Samples.view(l)).scale(0.5));
        changes(format, v -> v, v -> v + 0.5, (l, r) -> Numbers.of(Samples.view(l)).add(0.5));
    }

    @Test
    void addsOthersOfAnyLayout() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            String format = Samples.NUMBERS.get(random.nextInt(Samples.NUMBERS.size()));
            String other = Samples.NUMBERS.get(random.nextInt(Samples.NUMBERS.size()));
            long[] shape = {random.nextInt(5), 1 + random.nextInt(40), 1 + random.nextInt(40)};
            Placement target = Samples.layout(random, Format.parse(format), "own", shape);
            Placement addends = Samples.layout(random, Format.parse(other), "byte[]", shape);
            Samples.moderate(random, target);
            Samples.moderate(random, addends);
            if (!Converting.converts(
                    addends.window().format, target.window().format, Conversion.LOSSLESS)) {
                assertThatThrownBy(
                                () -> Numbers.of(Samples.view(target)).add(Samples.view(addends)))
                        .isInstanceOf(IllegalArgumentException.class);
                continue;
            }
            List<Object> a = Samples.values(target);
            List<Object> b = Samples.values(addends);
            List<Byte> around = Samples.surroundings(target);
            Numbers.of(Samples.view(target)).add(Samples.view(addends));
            List<Object> sums = Samples.values(target);
            for (int i = 0; i < sums.size(); i++) {
                Object expected =
                        whole(format)
                                ? wrapped(target.window().format, big(a.get(i)).add(big(b.get(i))))
                                : rounded(
                                        target.window().format,
                                        (Double) a.get(i) + ((Number) b.get(i)).doubleValue());
                assertThat(sums.get(i)).isEqualTo(expected);
            }
            assertThat(Samples.surroundings(target)).isEqualTo(around);
        }
    }

    @Test
    void addsWhatTheOtherHeldBefore() {
        long[] array = new long[5000];
        for (int i = 0; i < array.length; i++) {
            array[i] = i;
        }
        MemoryView m = MemoryView.of(array);
        Numbers.of((View) m.slice(1)).add(m.slice(0, -1));
        assertThat(array[0]).isZero();
        for (int i = 1; i < array.length; i++) {
            assertThat(array[i]).isEqualTo(2L * i - 1);
        }
        Numbers.of((View) m).add(m.slice(Slice.every(-1)));
        for (int i = 1; i < array.length - 1; i++) {
            assertThat(array[i]).isEqualTo(2L * array.length - 4);
        }
    }

    @Test
    void nanWinsAndZerosHaveAnOrder() {
        for (String format : List.of("d", ">d", "f", ">f", "e", ">e")) {
            Placement layout = Samples.layout(new Random(2), Format.parse(format), "native", 5);
            for (double nan :
                    new double[] {Double.NaN, Double.longBitsToDouble(0xfff8000000000000L)}) {
                Samples.set(layout, List.of(1.0, -2.0, nan, 3.0, Double.NEGATIVE_INFINITY));
                assertThat(Numbers.of(Samples.view(layout)).minDouble()).isNaN();
                assertThat(Numbers.of(Samples.view(layout)).maxDouble()).isNaN();
                assertThat(Numbers.of(Samples.view(layout)).sumDouble()).isNaN();
            }
            Samples.set(layout, List.of(0.0, -0.0, 0.0, -0.0, 0.0));
            assertThat(Numbers.of(Samples.view(layout)).minDouble()).isEqualTo(-0.0);
            assertThat(Numbers.of(Samples.view(layout)).maxDouble()).isEqualTo(0.0);
            Samples.set(layout, List.of(-1.5, -2.0, -0.5, -7.0, -3.0));
            assertThat(Numbers.of(Samples.view(layout)).minDouble()).isEqualTo(-7.0);
            assertThat(Numbers.of(Samples.view(layout)).maxDouble()).isEqualTo(-0.5);
            Samples.set(layout, List.of(1.0, Double.POSITIVE_INFINITY, 2.0, 3.0, 4.0));
            assertThat(Numbers.of(Samples.view(layout)).sumDouble())
                    .isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(Numbers.of(Samples.view(layout)).maxDouble())
                    .isEqualTo(Double.POSITIVE_INFINITY);
        }
    }

    @Test
    void longSumsLoseLessThanOneAfterTheOther() {
        double[] tenths = new double[1_000_000];
        java.util.Arrays.fill(tenths, 0.1);
        assertThat(Numbers.of((View) MemoryView.of(tenths)).sumDouble())
                .isCloseTo(100000.0, within(1e-9));
    }

    @Test
    void refusals() {
        MemoryView readOnly = MemoryView.of(new long[3]).toReadOnly();
        Numbers numbers = Numbers.of((View) readOnly);
        assertThat(numbers.sumLong()).isZero();
        assertThatThrownBy(() -> numbers.scale(2)).isInstanceOf(ReadOnlyBufferException.class);
        assertThatThrownBy(() -> numbers.add(2)).isInstanceOf(ReadOnlyBufferException.class);
        assertThatThrownBy(() -> numbers.add(readOnly)).isInstanceOf(ReadOnlyBufferException.class);
        assertThatThrownBy(() -> numbers.updateLongs(v -> v))
                .isInstanceOf(ReadOnlyBufferException.class);
        for (String format : List.of("?", "c")) {
            Placement layout = Samples.layout(new Random(3), Format.parse(format), "native", 2);
            assertThatThrownBy(() -> Numbers.of(Samples.view(layout)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + format + "'");
        }
        MemoryView closed = MemoryView.of(new double[3]);
        Numbers late = Numbers.of((View) closed);
        closed.close();
        assertThatThrownBy(late::sumDouble).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(late::minDouble).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(late::mean).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> late.scale(1.0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> late.updateDoubles(v -> v))
                .isInstanceOf(IllegalStateException.class);
    }
}
