package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Sums, extremes and transposed copies replay what `record_kernels.py` recorded of NumPy.
class RecordedReductionsTest {
    static List<String> reductions() {
        return Recorded.lines("reductions");
    }

    static List<String> transposed() {
        return Recorded.lines("transposed");
    }

    @ParameterizedTest
    @MethodSource("reductions")
    void sumsAsNumPyDoes(String line) {
        String[] parts = line.split(";", -1);
        Format format = Format.parse(parts[0]);
        byte[] given = HexFormat.of().parseHex(parts[1]);
        MemoryView whole = MemoryView.of(MemorySegment.ofArray(given), format);
        byte[] spread = new byte[2 * given.length + format.itemSize()];
        MemoryView spaced =
                MemoryView.of(spread)
                        .slice(0, 2L * given.length)
                        .cast(format)
                        .slice(Slice.every(-2));
        spaced.assign(whole);
        for (MemoryView view : List.of(whole, spaced)) {
            Numbers numbers = view.numbers();
            same(numbers.sumDouble(), parts[2]);
            same(numbers.mean(), parts[3]);
            same(numbers.minDouble(), parts[4]);
            same(numbers.maxDouble(), parts[5]);
        }
    }

    /// The sign of a zero is the one that comes first in NumPy, and not compared; whatever NaN it
    /// is, it is NaN.
    private static void same(double actual, String expectedBits) {
        double expected = Double.longBitsToDouble(HexFormat.fromHexDigitsToLong(expectedBits));
        if (Double.isNaN(expected)) {
            assertThat(actual).isNaN();
        } else {
            assertThat(actual == expected).as("%s where NumPy has %s", actual, expected).isTrue();
        }
    }

    private static long[] numbers(String text) {
        return Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
    }

    @ParameterizedTest
    @MethodSource("transposed")
    void copiesTransposedSlicesAsNumPyDoes(String line) {
        String[] parts = line.split(";", -1);
        Format format = Format.parse(parts[0]);
        int[] axes = Arrays.stream(numbers(parts[2])).mapToInt(Math::toIntExact).toArray();
        Slice[] steps =
                Arrays.stream(numbers(parts[3])).mapToObj(Slice::every).toArray(Slice[]::new);
        byte[] given = HexFormat.of().parseHex(parts[4]);
        byte[] expected = HexFormat.of().parseHex(parts[5]);
        MemoryView view =
                MemoryView.of(MemorySegment.ofArray(given), format, numbers(parts[1]))
                        .transpose(axes)
                        .slice(steps);
        assertThat(view.toBytes().toByteArray()).isEqualTo(expected);
        byte[] copy = new byte[expected.length];
        MemoryView target = MemoryView.of(MemorySegment.ofArray(copy), format, view.shape());
        target.copyFrom(view);
        assertThat(copy).isEqualTo(expected);
        // And the other way: the plain copy onto the transposed elements of an empty array.
        byte[] back = new byte[given.length];
        MemoryView onto =
                MemoryView.of(MemorySegment.ofArray(back), format, numbers(parts[1]))
                        .transpose(axes)
                        .slice(steps);
        onto.assign(target);
        assertThat(onto.toBytes().toByteArray()).isEqualTo(expected);
        assertThat(onto.mismatch(view)).isEqualTo(-1);
    }
}
