package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bulk work on views of no dimension, of 64, of no elements, of elements that repeat, and of more
/// than 2 GiB.
class LayoutExtremesTest {
    @TempDir Path folder;

    @Test
    void noDimensionIsOneElement() throws IOException {
        int[] array = {1, 2, 3};
        MemoryView m = MemoryView.of(array).at(1);
        assertThat(m.ndim()).isZero();
        assertThat(m.numbers().sumLong()).isEqualTo(2);
        assertThat(m.numbers().mean()).isEqualTo(2.0);
        assertThat(m.numbers().maxLong()).isEqualTo(2);
        assertThat(m.indexOf(2)).isZero();
        assertThat(m.indexOf(3)).isEqualTo(-1);
        assertThat(m.count(2.0)).isEqualTo(1);
        assertThat(m.contains(2)).isTrue();
        assertThatThrownBy(() -> m.indexOf(2, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(m.toArray(long[].class)).containsExactly(2);
        assertThat(m.hex()).isEqualTo(MemoryView.of(new int[] {2}).hex());
        m.numbers().scale(21);
        m.numbers().add(m);
        assertThat(array).containsExactly(1, 84, 3);
        m.fill(7);
        assertThat(array).containsExactly(1, 7, 3);
        m.copyFrom(MemoryView.of(new short[] {-5}).reshape());
        assertThat(array).containsExactly(1, -5, 3);
        m.assign(MemoryView.of(array).at(2));
        assertThat(array).containsExactly(1, 3, 3);
        assertThat(m.mismatch(MemoryView.of(array).at(2))).isEqualTo(-1);
        assertThat(m.mismatch(MemoryView.of(array).at(0))).isZero();
        // A shape (1) is not a shape ().
        assertThat(m.contentEquals(MemoryView.of(array).slice(2, 3))).isFalse();
        assertThatThrownBy(() -> m.copyFrom(MemoryView.of(array).slice(2, 3)))
                .isInstanceOf(IllegalArgumentException.class);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(m.writeTo(out)).isEqualTo(4);
        assertThat(MemoryView.of(array).at(0).readFrom(new ByteArrayInputStream(out.toByteArray())))
                .isEqualTo(4);
        assertThat(array).containsExactly(3, 3, 3);
        assertThatThrownBy(m::toList).isInstanceOf(UnsupportedOperationException.class);
    }

    /// The length of one dimension is 0; the others may be as long as they like.
    @ParameterizedTest
    @ValueSource(strings = {"0", "0,1099511627776", "1099511627776,0", "3,0,4", "0,1,1,1,1,1,5"})
    void noElements(String dimensions) throws IOException {
        long[] shape = Arrays.stream(dimensions.split(",")).mapToLong(Long::parseLong).toArray();
        byte[] around = {1, 2, 3, 4, 5, 6, 7, 8};
        MemoryView m =
                MemoryView.strided(
                        MemorySegment.ofArray(around),
                        Format.INT,
                        4,
                        shape,
                        new long[shape.length]);
        MemoryView other = MemoryView.of(MemorySegment.ofArray(new byte[0]), Format.DOUBLE, shape);
        Numbers numbers = m.numbers();
        assertThat(numbers.sumLong()).isZero();
        assertThat(numbers.sumDouble()).isZero();
        assertThat(numbers.mean()).isNaN();
        assertThatThrownBy(numbers::minLong).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(numbers::maxDouble).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> other.numbers().minDouble())
                .isInstanceOf(NoSuchElementException.class);
        numbers.scale(3);
        numbers.add(1);
        numbers.add(m);
        numbers.updateLongs(v -> v + 1);
        other.numbers().add(m);
        m.fill(9);
        assertThatThrownBy(() -> m.fill("text")).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> m.fill(1L << 33)).isInstanceOf(IllegalArgumentException.class);
        other.copyFrom(m);
        assertThatThrownBy(() -> m.copyFrom(other)).isInstanceOf(IllegalArgumentException.class);
        m.assign(m);
        assertThat(m.mismatch(other)).isEqualTo(-1);
        assertThat(m.contentEquals(other)).isTrue();
        assertThat(m.contentEquals(MemoryView.of(new int[0]).reshape(0, 2))).isFalse();
        assertThat(m.indexOf(0)).isEqualTo(-1);
        assertThat(m.count(0)).isZero();
        assertThat(m.toArray(int[].class)).isEmpty();
        assertThatThrownBy(() -> m.toArray(short[].class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(m.hex()).isEmpty();
        for (Order order : Order.values()) {
            assertThat(m.toBytes(order).length()).isZero();
        }
        assertThat(m.writeTo(new ByteArrayOutputStream())).isZero();
        assertThat(m.readFrom(new ByteArrayInputStream(new byte[9]))).isZero();
        assertThat(around).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void sixtyFourDimensions() {
        // Lengths of 2 in six dimensions far apart, 1 in all others.
        long[] shape = new long[64];
        Arrays.fill(shape, 1);
        for (int d : new int[] {0, 10, 25, 40, 62, 63}) {
            shape[d] = 2;
        }
        long[] array = new long[64];
        Arrays.setAll(array, i -> i);
        MemoryView m = MemoryView.of(array).reshape(shape);
        MemoryView turned = m.transpose();
        assertThat(turned.ndim()).isEqualTo(64);
        assertThat(turned.numbers().sumLong()).isEqualTo(63 * 32);
        assertThat(turned.numbers().maxLong()).isEqualTo(63);
        long[] copied = turned.toArray(long[].class);
        for (int i = 0; i < 64; i++) {
            // Reversing six dimensions of two reverses the six bits of the index.
            int reversed = Integer.reverse(i) >>> 26;
            assertThat(copied[i]).isEqualTo(reversed);
            assertThat(turned.indexOf((long) reversed)).isEqualTo(i);
        }
        long[] reversedShape = turned.shape();
        MemoryView doubles = MemoryView.of(new double[64]).reshape(reversedShape);
        doubles.copyFrom(MemoryView.of(new int[64]).reshape(reversedShape));
        MemoryView target = MemoryView.of(new long[64]).reshape(reversedShape);
        target.assign(turned);
        assertThat(target.mismatch(turned)).isEqualTo(-1);
        assertThat(target.toArray(long[].class)).isEqualTo(copied);
        assertThat(turned.contentEquals(m)).isFalse();
        turned.fill(5L);
        assertThat(array).containsOnly(5);
    }

    @Test
    void repeatedElementsAreRead() throws IOException {
        MemoryView row = MemoryView.of(new short[] {1, -2, 3});
        MemoryView m = row.broadcastTo(4, 5, 3);
        assertThat(m.numbers().sumLong()).isEqualTo(2 * 20);
        assertThat(m.numbers().minLong()).isEqualTo(-2);
        assertThat(m.count(3)).isEqualTo(20);
        assertThat(m.indexOf(3)).isEqualTo(2);
        MemoryView column = MemoryView.of(new short[] {1, -2, 3}).reshape(3, 1).broadcastTo(3, 7);
        assertThat(column.indexOf(3)).isEqualTo(14);
        double[] target = new double[60];
        MemoryView.of(target).reshape(4, 5, 3).copyFrom(m);
        for (int i = 0; i < 60; i++) {
            assertThat(target[i]).isEqualTo(new double[] {1, -2, 3}[i % 3]);
        }
        assertThat(MemoryView.of(target).reshape(4, 5, 3).mismatch(m)).isEqualTo(-1);
        int[] columns = new int[21];
        MemoryView.of(columns).reshape(3, 7).numbers().add(column);
        assertThat(columns[6]).isEqualTo(1);
        assertThat(columns[7]).isEqualTo(-2);
        assertThat(columns[20]).isEqualTo(3);
        // Onto rows and columns the other way round, through the tiles of a transposed copy.
        short[] turned = new short[100 * 70];
        MemoryView.of(turned)
                .reshape(70, 100)
                .transpose()
                .copyFrom(MemoryView.of(new short[] {9}).broadcastTo(100, 70));
        assertThat(turned).containsOnly(9);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(m.writeTo(out)).isEqualTo(120);
        assertThat(out.toByteArray()).isEqualTo(m.toBytes().toByteArray());
        assertThat(m.toArray(int[].class)).hasSize(60).startsWith(1, -2, 3, 1);
        MemoryView large = MemoryView.of(new byte[] {3}).broadcastTo(1L << 14, 1L << 14);
        assertThat(large.numbers().sumLong()).isEqualTo(3L << 28);
        assertThat(large.indexOf(4)).isEqualTo(-1);
    }

    /// A view that is added to what lies below it, and to itself spread over more dimensions.
    @Test
    void repeatedElementsOfTheTargetItself() {
        int[] array = {1, 2, 3, 4, 5, 6};
        MemoryView m = MemoryView.of(array).reshape(2, 3);
        m.numbers().add(m.at(1).broadcastTo(2, 3));
        assertThat(array).containsExactly(5, 7, 9, 8, 10, 12);
        m.copyFrom(m.at(0).broadcastTo(2, 3));
        assertThat(array).containsExactly(5, 7, 9, 5, 7, 9);
        m.assign(m.slice(Slice.ALL, Slice.of(2, 3)).broadcastTo(2, 3));
        assertThat(array).containsOnly(9);
    }

    @Test
    void backwardsThroughMoreThanABlock() {
        int n = 10_000;
        int[] array = new int[n];
        Arrays.setAll(array, i -> i);
        MemoryView back = MemoryView.of(array).slice(Slice.every(-3));
        List<Object> expected = new ArrayList<>();
        for (long i = n - 1L; i >= 0; i -= 3) {
            expected.add(i);
        }
        assertThat(back.toList()).isEqualTo(expected);
        assertThat(back.numbers().sumLong())
                .isEqualTo(expected.stream().mapToLong(v -> (Long) v).sum());
        for (long wanted : new long[] {9999, 9996, 6147, 3072, 0}) {
            assertThat(back.indexOf(wanted)).isEqualTo(expected.indexOf(wanted));
        }
        long[] copy = new long[expected.size()];
        MemoryView.of(copy).slice(Slice.every(-1)).copyFrom(back);
        Collections.reverse(expected);
        assertThat(MemoryView.of(copy).toList()).isEqualTo(expected);
        back.fill(-1);
        assertThat(back.count(-1)).isEqualTo(expected.size());
        assertThat(MemoryView.of(array).count(-1)).isEqualTo(expected.size());
    }

    /// Each row begins a byte after the row before: as many elements as no array has, in the memory
    /// of one row.
    @Test
    @Timeout(60)
    void moreElementsThanAnArrayHas() {
        int columns = 16 << 20;
        int rows = 136;
        byte[] array = new byte[columns + rows - 1];
        MemoryView m = sliding(array, rows, columns);
        long count = (long) rows * columns;
        assertThat(m.elementCount()).isEqualTo(count).isGreaterThan(Integer.MAX_VALUE);
        MemoryView zeros = sliding(new byte[array.length], rows, columns);
        // The last byte is in the last row only.
        array[array.length - 1] = 5;
        assertThat(m.indexOf(5)).isEqualTo(count - 1);
        assertThat(m.count(0)).isEqualTo(count - 1);
        assertThat(m.numbers().sumLong()).isEqualTo(5);
        assertThat(m.numbers().maxLong()).isEqualTo(5);
        assertThat(m.mismatch(zeros)).isEqualTo(count - 1);
        assertThatThrownBy(() -> m.toArray(byte[].class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Long.toString(count));
        assertThatThrownBy(m::hex).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(m::toBytes).isInstanceOf(IllegalArgumentException.class);
    }

    private static MemoryView sliding(byte[] array, long rows, long columns) {
        return MemoryView.strided(
                MemorySegment.ofArray(array),
                Format.UNSIGNED_BYTE,
                0,
                new long[] {rows, columns},
                new long[] {1, 1});
    }

    /// Reading 3 GiB of a sparse file for the first time takes ten seconds, of which the kernel
    /// takes nine; so the work is done on both sides of 2 GiB, where it could go wrong.
    @Test
    @Timeout(60)
    void offsetsBeyondTwoGigabytes() throws IOException {
        long size = 3L << 30;
        Path file = folder.resolve("sparse.bin");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(size);
        }
        long limit = (2L << 30) / 8;
        long around = (1L << 20) / 8;
        try (MemoryView bytes = MemoryView.map(file, MapMode.READ_WRITE);
                MemoryView again = MemoryView.map(file)) {
            MemoryView all = bytes.cast("<q");
            all.setLong(limit + 3, 1L << 40);
            all.setLong(-1, 1);
            MemoryView m = all.slice(limit - around, limit + around);
            assertThat(m.numbers().sumLong()).isEqualTo(1L << 40);
            assertThat(m.indexOf(1L << 40)).isEqualTo(around + 3);
            assertThat(m.count(0)).isEqualTo(2 * around - 1);
            assertThat(all.indexOf(1L << 40, limit - 100, Long.MAX_VALUE)).isEqualTo(limit + 3);
            assertThat(all.indexOf(1, -5, Long.MAX_VALUE)).isEqualTo(all.length() - 1);
            MemoryView same = again.cast("<q").slice(limit - around, limit + around);
            assertThat(m.mismatch(same)).isEqualTo(-1);
            assertThat(m.slice(1).mismatch(same.slice(0, -1))).isEqualTo(around + 2);
            all.slice(-8, Long.MAX_VALUE).copyFrom(all.slice(limit, limit + 8));
            assertThat(all.slice(-8).toArray(long[].class))
                    .containsExactly(0, 0, 0, 1L << 40, 0, 0, 0, 0);
            // Overlapping, across the limit.
            all.slice(limit - 2, limit + 10).copyFrom(all.slice(limit, limit + 12));
            assertThat(all.indexOf(1L << 40, limit - 2, limit + 10)).isEqualTo(limit + 1);
            bytes.slice((2L << 30) - 1000, (2L << 30) + 1000).fill(1);
            assertThat(bytes.slice((2L << 30) - 2000, (2L << 30) + 2000).count(1)).isEqualTo(2000);
            // Every GiB, less one byte.
            MemoryView far = bytes.slice(Slice.every(-(1L << 30)));
            assertThat(far.toArray(byte[].class)).containsExactly(0, 1, 0);
            far.fill(7);
            assertThat(bytes.getLong((2L << 30) - 1)).isEqualTo(7);
            assertThat(far.numbers().sumLong()).isEqualTo(21);
        }
    }
}
