package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Whatever the input: a parser gives something that holds together, or the one exception that its
/// documentation names.
class ParserFuzzTest {
    /// How a file of version 2.0 begins.
    private static final byte[] NPY_2 = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0};

    @FuzzTest(maxDuration = "3m")
    void formats(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Format format;
        try {
            format = Format.parse(text);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("format");
            return;
        }
        assertThat(Format.parse(format.toString())).isEqualTo(format);
        assertThat(Format.parse(format.toString())).hasSameHashCodeAs(format);
        assertThat(format.itemSize()).isNotNegative();
        if (format.isRecord()) {
            long end = 0;
            for (Format.Field field : format.fields()) {
                assertThat((long) field.offset()).as("fields in order").isGreaterThanOrEqualTo(end);
                long elements = 1;
                for (long extent : field.shape()) {
                    assertThat(extent).isNotNegative();
                    elements *= extent;
                }
                end = field.offset() + elements * field.format().itemSize();
                assertThat(end).as("fields inside").isLessThanOrEqualTo(format.itemSize());
            }
        }
        if (format.itemSize() > 0 && format.itemSize() <= 1 << 16) {
            MemoryView view = MemoryView.of(new byte[2 * format.itemSize()]).cast(format);
            assertThat(view.length()).isEqualTo(2);
            Object value = view.get(1);
            view.set(0, value);
            assertThat(view.get(0)).isEqualTo(value);
        }
    }

    @FuzzTest(maxDuration = "3m")
    void slices(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Slice[] slices;
        try {
            slices = Slice.parse(text);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("slice");
            return;
        }
        for (Slice slice : slices) {
            assertThat(Slice.parse(slice.toString())).containsExactly(slice);
            if (slice instanceof Slice.Span span) {
                for (long length : new long[] {0, 1, 2, 7, Long.MAX_VALUE}) {
                    resolved(span, length);
                }
            }
        }
    }

    @FuzzTest(maxDuration = "3m")
    void npyFiles(byte[] file) {
        npy(file);
    }

    /// The same with a preamble that is right, so that nothing but the dictionary is left to find.
    @FuzzTest(maxDuration = "3m")
    void npyHeaders(byte[] dictionary) {
        byte[] file = Arrays.copyOf(NPY_2, NPY_2.length + 4 + dictionary.length);
        ByteBuffer.wrap(file)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(NPY_2.length)
                .putInt(dictionary.length)
                .put(dictionary);
        npy(file);
    }

    private static void npy(byte[] file) {
        NpyHeader header;
        try {
            header = NpyPreamble.read(file, "input").header();
        } catch (IOException e) {
            assertThat(e).hasMessageStartingWith("input ");
            return;
        }
        assertThat(header.dataOffset()).isBetween(10L, (long) file.length);
        assertThat(header.byteSize()).isNotNegative();
        byte[] again;
        try {
            again = NpyPreambleText.of(header.format(), header.order(), header.extents());
        } catch (IllegalArgumentException e) {
            return; // dtypes that this library reads and does not write
        }
        NpyHeader copy;
        try {
            copy = NpyPreamble.read(again, "copy").header();
        } catch (IOException e) {
            throw new AssertionError("what was written cannot be read", e);
        }
        // Times are numbers here and are written as such, so the code may differ once, and no more.
        assertThat(copy.format().itemSize()).isEqualTo(header.format().itemSize());
        assertThat(NpyPreambleText.of(copy.format(), copy.order(), copy.extents()))
                .isEqualTo(again);
        assertThat(copy.order()).isEqualTo(header.order());
        assertThat(copy.shape()).isEqualTo(header.shape());
    }

    /// Python's `slice.indices`, in numbers that have no end.
    private static void resolved(Slice.Span span, long length) {
        BigInteger n = BigInteger.valueOf(length);
        BigInteger step = span.step() == null ? BigInteger.ONE : BigInteger.valueOf(span.step());
        boolean forward = step.signum() > 0;
        BigInteger low = forward ? BigInteger.ZERO : BigInteger.ONE.negate();
        BigInteger high = forward ? n : n.subtract(BigInteger.ONE);
        BigInteger start = bound(span.start(), n, low, high, forward ? low : high);
        BigInteger stop = bound(span.stop(), n, low, high, forward ? high : low);
        BigInteger way = forward ? stop.subtract(start) : start.subtract(stop);
        BigInteger count =
                way.signum() <= 0
                        ? BigInteger.ZERO
                        : way.subtract(BigInteger.ONE).divide(step.abs()).add(BigInteger.ONE);
        Slice.Range range = span.resolve(length);
        assertThat(BigInteger.valueOf(range.count())).as("%s of %s", span, length).isEqualTo(count);
        if (count.signum() > 0) {
            assertThat(BigInteger.valueOf(range.first())).isEqualTo(start);
        }
        assertThat(BigInteger.valueOf(range.step())).isEqualTo(step);
    }

    private static BigInteger bound(
            @Nullable Long given, BigInteger n, BigInteger low, BigInteger high, BigInteger open) {
        if (given == null) {
            return open;
        }
        BigInteger at = BigInteger.valueOf(given);
        return (at.signum() < 0 ? at.add(n) : at).max(low).min(high);
    }
}
