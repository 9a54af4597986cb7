package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Copying, filling, comparing and searching against element by element, over every format, kind of
/// memory and random layouts.
class BulkTest {
    static final List<String> FORMATS = new ArrayList<>(Samples.NUMBERS);

    static {
        FORMATS.add("?");
        FORMATS.add("c");
    }

    private interface Check {
        void on(Placement layout, Placement other, Random random);
    }

    private static void everywhere(String format, Check check) {
        for (String memory : Samples.MEMORIES) {
            Random random = new Random((format + memory).hashCode());
            for (int round = 0; round < 8; round++) {
                Placement layout = Samples.layout(random, Format.parse(format), memory);
                String otherMemory = Samples.MEMORIES.get(random.nextInt(Samples.MEMORIES.size()));
                Placement other =
                        Samples.layout(random, Format.parse(format), otherMemory, layout.shape());
                check.on(layout, other, random);
            }
        }
    }

    private static List<Long> bits(Placement layout) {
        List<Long> bits = new ArrayList<>();
        Window window = layout.window();
        for (long at : Samples.offsets(layout)) {
            long value = 0;
            for (int i = 0; i < window.itemSize; i++) {
                value = (value << 8) | (RawBits.getByte(window, at + i) & 0xFF);
            }
            bits.add(value);
        }
        return bits;
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void copies(String format) {
        everywhere(
                format,
                (layout, other, random) -> {
                    List<Long> source = bits(layout);
                    List<Byte> around = Samples.surroundings(other);
                    Copying.copy(layout, other);
                    assertThat(bits(other)).isEqualTo(source);
                    assertThat(bits(layout)).isEqualTo(source);
                    assertThat(Samples.surroundings(other)).isEqualTo(around);
                    byte[] bytes = Copying.bytes(Samples.view(layout));
                    assertThat(bits(layout.fresh(java.lang.foreign.MemorySegment.ofArray(bytes))))
                            .isEqualTo(source);
                });
    }

    @Test
    void copiesColumnsToRows() {
        Random random = new Random(4);
        for (String format : List.of("B", "<h", "i", ">d")) {
            for (int round = 0; round < 20; round++) {
                long[] shape = {
                    1 + random.nextInt(3), 1 + random.nextInt(100), 1 + random.nextInt(100)
                };
                Placement from =
                        Samples.layout(
                                random,
                                Format.parse(format),
                                "native",
                                shape[0],
                                shape[2],
                                shape[1]);
                Placement turned =
                        new Placement(
                                from.window(),
                                from.offset(),
                                shape,
                                new long[] {
                                    from.strides()[0], from.strides()[2], from.strides()[1]
                                });
                Placement to = Samples.layout(random, Format.parse(format), "byte[]", shape);
                Copying.copy(turned, to);
                assertThat(bits(to)).isEqualTo(bits(turned));
            }
        }
    }

    @Test
    void copiesWhatOverlaps() {
        Random random = new Random(6);
        for (int round = 0; round < 500; round++) {
            byte[] array = new byte[400];
            random.nextBytes(array);
            Format format = Format.parse(List.of("B", "h", "i", "d").get(random.nextInt(4)));
            Window window = Samples.window(java.lang.foreign.MemorySegment.ofArray(array), format);
            Placement from = inside(random, window);
            Placement to = inside(random, window);
            List<Long> source = bits(from);
            Copying.copy(from, to);
            assertThat(bits(to)).isEqualTo(source);
        }
    }

    /// A layout of 4 × 5 elements anywhere in 400 bytes.
    private static Placement inside(Random random, Window window) {
        long size = window.itemSize;
        long step = size * (random.nextInt(2) + 1);
        long[] strides =
                random.nextBoolean() ? new long[] {5 * step, step} : new long[] {step, 4 * step};
        long offset = random.nextInt((int) (400 - 20 * step + 1));
        if (random.nextBoolean()) {
            offset += 3 * strides[0];
            strides[0] = -strides[0];
        }
        return new Placement(window, offset, new long[] {4, 5}, strides);
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void fills(String format) {
        everywhere(
                format,
                (layout, other, random) -> {
                    if (layout.count() == 0) {
                        return;
                    }
                    Object value = Samples.values(layout).getFirst();
                    List<Byte> around = Samples.surroundings(other);
                    Filling.fill(other, value);
                    assertThat(Samples.values(other)).containsOnly(value);
                    assertThat(Samples.surroundings(other)).isEqualTo(around);
                    assertThatThrownBy(() -> Filling.fill(other, "text"))
                            .isInstanceOf(ClassCastException.class);
                });
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void findsTheFirstDifference(String format) {
        everywhere(
                format,
                (layout, other, random) -> {
                    Samples.moderate(random, layout);
                    Copying.copy(layout, other);
                    assertThat(Comparing.mismatch(layout, other)).isEqualTo(-1);
                    int count = (int) layout.count();
                    if (count == 0) {
                        return;
                    }
                    int place = random.nextInt(count);
                    for (int changed : new int[] {place, place + random.nextInt(count - place)}) {
                        long at = Samples.offsets(other).get(changed);
                        Window window = other.window();
                        // The sign or highest bit, which is in the first or the last byte.
                        long high =
                                window.format.byteOrder() == java.nio.ByteOrder.BIG_ENDIAN
                                        ? at
                                        : at + window.itemSize - 1;
                        int mask =
                                format.equals("?")
                                        ? (RawBits.getByte(window, at) == 0
                                                ? 1
                                                : RawBits.getByte(window, at))
                                        : 0x40;
                        RawBits.set(window, high, (byte) (RawBits.getByte(window, high) ^ mask));
                        List<Object> a = Samples.values(layout);
                        List<Object> b = Samples.values(other);
                        long expected = -1;
                        for (int i = count - 1; i >= 0; i--) {
                            if (!Values.equal(a.get(i), b.get(i))) {
                                expected = i;
                            }
                        }
                        assertThat(Comparing.mismatch(layout, other)).isEqualTo(expected);
                    }
                });
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void findsAndCounts(String format) {
        everywhere(
                format,
                (layout, other, random) -> {
                    Samples.moderate(random, layout);
                    List<Object> values = Samples.values(layout);
                    List<Object> wanted =
                            new ArrayList<>(
                                    List.of(
                                            0L,
                                            1L,
                                            1.0,
                                            true,
                                            false,
                                            -0.0,
                                            Double.NaN,
                                            0.5,
                                            255L,
                                            "x"));
                    wanted.add(new java.math.BigInteger("18446744073709551615"));
                    for (int i = 0; i < 3 && !values.isEmpty(); i++) {
                        wanted.add(values.get(random.nextInt(values.size())));
                    }
                    for (Object value : wanted) {
                        long count = 0;
                        long first = -1;
                        for (int i = values.size() - 1; i >= 0; i--) {
                            if (Values.equal(values.get(i), value)) {
                                count++;
                                first = i;
                            }
                        }
                        assertThat(Searching.count(layout, value))
                                .as("count of %s", value)
                                .isEqualTo(count);
                        assertThat(Searching.indexOf(layout, value))
                                .as("index of %s", value)
                                .isEqualTo(first);
                    }
                });
    }

    @Test
    void zerosAreEqualAndNanIsNot() {
        for (String format : List.of("e", ">e", "f", ">f", "d", ">d")) {
            Placement layout = Samples.layout(new Random(8), Format.parse(format), "native", 5);
            Samples.set(layout, List.of(1.0, -0.0, 0.0, Double.NaN, Double.POSITIVE_INFINITY));
            assertThat(Searching.count(layout, 0)).isEqualTo(2);
            assertThat(Searching.indexOf(layout, 0.0)).isEqualTo(1);
            assertThat(Searching.indexOf(layout, Double.NaN)).isEqualTo(-1);
            assertThat(Searching.indexOf(layout, Double.POSITIVE_INFINITY)).isEqualTo(4);
            assertThat(Searching.count(layout, true)).isEqualTo(1);
            assertThat(Searching.count(layout, new java.math.BigDecimal("1e1000000"))).isZero();
            assertThat(Comparing.mismatch(layout, layout)).isEqualTo(3);
        }
    }

    @Test
    void comparesAcrossFormats() {
        Random random = new Random(9);
        for (int round = 0; round < 400; round++) {
            Format a = Format.parse(FORMATS.get(random.nextInt(FORMATS.size())));
            Format b = Format.parse(FORMATS.get(random.nextInt(FORMATS.size())));
            Placement x = Samples.layout(random, a, "own", 3, 40);
            Placement y = Samples.layout(random, b, "native", 3, 40);
            if (Converting.converts(a, b, Conversion.LOSSLESS)) {
                Samples.moderate(random, x);
                Converting.copy(x, y, Conversion.LOSSLESS);
                assertThat(Comparing.mismatch(x, y)).isEqualTo(-1);
            }
            List<Object> left = Samples.values(x);
            List<Object> right = Samples.values(y);
            long expected = -1;
            for (int i = left.size() - 1; i >= 0; i--) {
                if (!Values.equal(left.get(i), right.get(i))) {
                    expected = i;
                }
            }
            assertThat(Comparing.mismatch(x, y)).as("%s against %s", a, b).isEqualTo(expected);
        }
    }
}
