package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Operations on all elements at once, on Zenview and on a [PlainModel] side by side.
final class ModelBulk {
    /// What the memory holds according to the model.
    private final byte[] expected;

    /// A number from 0 up to a bound, taken from the program.
    private final IntUnaryOperator choose;

    ModelBulk(byte[] expected, IntUnaryOperator choose) {
        this.expected = expected;
        this.choose = choose;
    }

    /// The bytes of a whole number in a format, as far as they fit.
    private static byte[] bytesOf(long value, Format format) {
        int size = format.itemSize();
        byte[] bytes = new byte[size];
        boolean big = format.toString().charAt(0) == '>';
        for (int i = 0; i < size; i++) {
            bytes[big ? size - 1 - i : i] = (byte) (value >> (8 * i));
        }
        return bytes;
    }

    private static long low(Format format) {
        return Character.isLowerCase(format.code()) ? -(1L << (8 * format.itemSize() - 1)) : 0;
    }

    private static long high(Format format) {
        int bits = 8 * format.itemSize() - (Character.isLowerCase(format.code()) ? 1 : 0);
        return (1L << bits) - 1;
    }

    void fill(MemoryView view, PlainModel model) {
        long value = choose.applyAsInt(256) * 0x01234567L - 0x40000000L;
        boolean fits = low(model.format()) <= value && value <= high(model.format());
        if (view.isReadOnly()) {
            assertThatThrownBy(() -> view.fill(value)).isInstanceOf(ReadOnlyViewException.class);
        } else if (!fits) {
            // A value that no element can hold is refused, whether or not there is an element.
            assertThatThrownBy(() -> view.fill(value)).isInstanceOf(IllegalArgumentException.class);
        } else {
            view.fill(value);
            byte[] one = bytesOf(value, model.format());
            byte[] all = new byte[model.starts().length * one.length];
            for (int i = 0; i < all.length; i++) {
                all[i] = one[i % one.length];
            }
            model.write(all, expected);
        }
    }

    void copy(MemoryView to, PlainModel target, MemoryView from, PlainModel source) {
        boolean lossy = choose.applyAsInt(2) == 0;
        Conversion conversion = lossy ? Conversion.LOSSY : Conversion.LOSSLESS;
        boolean holds =
                low(target.format()) <= low(source.format())
                        && high(source.format()) <= high(target.format());
        if (to.isReadOnly()) {
            assertThatThrownBy(() -> to.copyFrom(from, conversion))
                    .isInstanceOf(ReadOnlyViewException.class);
        } else if (!Arrays.equals(target.shape(), source.shape()) || !(lossy || holds)) {
            assertThatThrownBy(() -> to.copyFrom(from, conversion))
                    .isInstanceOf(IllegalArgumentException.class);
        } else {
            int size = target.format().itemSize();
            byte[] converted = new byte[source.starts().length * size];
            for (int i = 0; i < source.starts().length; i++) {
                byte[] one = bytesOf(source.value(i, expected), target.format());
                System.arraycopy(one, 0, converted, i * size, size);
            }
            to.copyFrom(from, conversion);
            target.write(converted, expected);
        }
    }

    void search(MemoryView view, PlainModel model, MemoryView other, PlainModel otherModel) {
        int count = model.starts().length;
        long wanted =
                count == 0 || choose.applyAsInt(4) == 0
                        ? choose.applyAsInt(256)
                        : model.value(choose.applyAsInt(count), expected);
        long found = -1;
        for (int i = count - 1; i >= 0; i--) {
            found = model.value(i, expected) == wanted ? i : found;
        }
        assertThat(view.indexOf(wanted)).isEqualTo(found);
        if (!Arrays.equals(model.shape(), otherModel.shape())) {
            assertThatThrownBy(() -> view.mismatch(other))
                    .isInstanceOf(IllegalArgumentException.class);
            return;
        }
        long differs = -1;
        for (int i = count - 1; i >= 0; i--) {
            boolean same = model.value(i, expected) == otherModel.value(i, expected);
            differs = same ? differs : i;
        }
        assertThat(view.mismatch(other)).isEqualTo(differs);
    }
}
