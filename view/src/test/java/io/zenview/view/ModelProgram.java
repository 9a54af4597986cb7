package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A program of view operations, read from bytes, run on Zenview and on a [PlainModel] side by
/// side.
///
/// Any bytes are a program: each choice takes the next byte, and when they are used up the program
/// ends.
final class ModelProgram {
    private static final int SIZE = 24;
    private static final List<Format> FORMATS =
            List.of(
                    Format.UNSIGNED_BYTE,
                    Format.parse("b"),
                    Format.parse("<h"),
                    Format.parse(">H"),
                    Format.parse("<i"),
                    Format.parse(">i"));

    private final byte[] choices;
    private int next;

    /// What the model says the memory holds.
    private final byte[] expected = new byte[SIZE];

    private final ModelBulk bulk = new ModelBulk(expected, this::choose);
    private final MemorySegment memory;
    private final List<MemoryView> views = new ArrayList<>();
    private final List<PlainModel> models = new ArrayList<>();

    private ModelProgram(byte[] choices) {
        this.choices = choices;
        for (int i = 0; i < SIZE; i++) {
            expected[i] = (byte) (i * 11 + 3);
        }
        memory = place(choose(3));
        views.add(MemoryView.of(memory));
        models.add(PlainModel.of(SIZE));
    }

    private MemorySegment place(int kind) {
        MemorySegment bytes = MemorySegment.ofArray(expected.clone());
        return switch (kind) {
            case 0 -> bytes;
            case 1 -> MemorySegment.ofArray(bytes.toArray(ValueLayout.JAVA_LONG_UNALIGNED));
            default -> Arena.ofAuto().allocate(SIZE).copyFrom(bytes);
        };
    }

    /// Runs a program.
    ///
    /// @throws AssertionError if Zenview and the model disagree
    static void run(byte[] choices) {
        ModelProgram program = new ModelProgram(choices);
        while (program.next < choices.length && program.views.size() < 40) {
            program.step();
        }
    }

    private int choose(int bound) {
        return next < choices.length ? (choices[next++] & 0xFF) % bound : 0;
    }

    private void step() {
        int n = choose(views.size());
        MemoryView view = views.get(n);
        PlainModel model = models.get(n);
        int m = choose(views.size());
        switch (choose(14)) {
            case 0, 1 -> slice(view, model);
            case 2 -> at(view, model);
            case 3 -> transpose(view, model);
            case 4 -> reshape(view, model);
            case 5 -> broadcast(view, model);
            case 6 -> cast(view, model);
            case 7, 8 -> assign(view, model, m);
            case 9 -> set(view, model);
            case 10 -> bulk.fill(view, model);
            case 11 -> bulk.copy(view, model, views.get(m), models.get(m));
            case 12 -> bulk.search(view, model, views.get(m), models.get(m));
            default -> compare(view, model, m);
        }
        assertThat(memory.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(expected);
    }

    /// A view that an operation gave; held against the model at once.
    private void keep(MemoryView view, PlainModel model) {
        views.add(view);
        models.add(model);
        assertThat(view.shape()).isEqualTo(longs(model.shape()));
        assertThat(view.format()).isEqualTo(model.format());
        assertThat(view.elementCount()).isEqualTo(model.starts().length);
        assertThat(view.byteSize())
                .isEqualTo((long) model.starts().length * model.format().itemSize());
        long[] strides = view.strides();
        for (int d = 0; d < model.rank() && model.starts().length > 0; d++) {
            if (model.shape()[d] > 1) {
                assertThat(strides[d]).isEqualTo(model.step(d));
            }
        }
        assertThat(view.isCContiguous()).isEqualTo(model.contiguous());
        assertThat(view.isFContiguous()).isEqualTo(model.reversedDimensions().contiguous());
        assertThat(view.toBytes().toByteArray()).isEqualTo(model.bytes(expected));
        assertThat(view.toBytes(Order.F).toByteArray())
                .isEqualTo(model.reversedDimensions().bytes(expected));
        assertThat(model.rank() == 0 ? view.get() : view.toList())
                .isEqualTo(model.nested(expected));
    }

    private static long[] longs(int[] numbers) {
        return Arrays.stream(numbers).asLongStream().toArray();
    }

    /// The indices that a loop would visit: Python's definition of a slice, in so many words.
    private static int[] visited(int length, Integer start, Integer stop, int step) {
        int low = step > 0 ? 0 : -1;
        int high = step > 0 ? length : length - 1;
        int from = start == null ? (step > 0 ? low : high) : inside(start, length, low, high);
        int to = stop == null ? (step > 0 ? high : low) : inside(stop, length, low, high);
        List<Integer> indices = new ArrayList<>();
        for (int i = from; step > 0 ? i < to : i > to; i += step) {
            indices.add(i);
        }
        return indices.stream().mapToInt(i -> i).toArray();
    }

    private static int inside(int bound, int length, int low, int high) {
        return Math.clamp(bound < 0 ? bound + length : bound, low, high);
    }

    private Integer bound() {
        int choice = choose(24);
        return choice > 18 ? null : choice - 9;
    }

    private static Slice slice(Integer start, Integer stop, int step) {
        return Slice.parse(
                (start == null ? "" : start) + ":" + (stop == null ? "" : stop) + ":" + step)[0];
    }

    private void slice(MemoryView view, PlainModel model) {
        List<Slice> parts = new ArrayList<>();
        List<int[]> chosen = new ArrayList<>();
        boolean[] kept = new boolean[model.rank()];
        int named = choose(model.rank() + 1);
        boolean ellipsisFirst = named < model.rank() && choose(2) == 1;
        boolean outside = false;
        if (ellipsisFirst) {
            parts.add(Slice.ELLIPSIS);
        }
        for (int d = 0; d < model.rank(); d++) {
            int length = model.shape()[d];
            boolean given = ellipsisFirst ? d >= model.rank() - named : d < named;
            kept[d] = true;
            if (!given) {
                chosen.add(visited(length, null, null, 1));
            } else if (choose(4) == 0) {
                int index = choose(9) - 4;
                outside |= index < -length || index >= length;
                parts.add(Slice.at(index));
                chosen.add(new int[] {index < 0 ? index + length : index});
                kept[d] = false;
            } else {
                Integer start = bound();
                Integer stop = bound();
                int step = choose(7) - 3;
                int by = step == 0 ? 1 : step;
                parts.add(slice(start, stop, by));
                chosen.add(visited(length, start, stop, by));
            }
        }
        Slice[] all = parts.toArray(Slice[]::new);
        if (outside) {
            assertThatThrownBy(() -> view.slice(all)).isInstanceOf(IndexOutOfBoundsException.class);
        } else {
            keep(view.slice(all), model.take(chosen, kept));
        }
    }

    private void at(MemoryView view, PlainModel model) {
        long[] index = new long[choose(model.rank() + 2)];
        boolean outside = false;
        List<int[]> chosen = new ArrayList<>();
        boolean[] kept = new boolean[model.rank()];
        for (int d = 0; d < Math.max(index.length, model.rank()); d++) {
            if (d < index.length) {
                index[d] = choose(9) - 4L;
            }
            if (d < model.rank()) {
                int length = model.shape()[d];
                kept[d] = d >= index.length;
                outside |= !kept[d] && (index[d] < -length || index[d] >= length);
                chosen.add(
                        kept[d]
                                ? visited(length, null, null, 1)
                                : new int[] {(int) (index[d] < 0 ? index[d] + length : index[d])});
            }
        }
        if (index.length > model.rank()) {
            assertThatThrownBy(() -> view.at(index)).isInstanceOf(IllegalArgumentException.class);
        } else if (outside) {
            assertThatThrownBy(() -> view.at(index)).isInstanceOf(IndexOutOfBoundsException.class);
        } else {
            PlainModel part = model.take(chosen, kept);
            keep(view.at(index), part);
            if (index.length == model.rank()) {
                assertThat(view.get(index)).isEqualTo(part.nested(expected));
                assertThat(view.getLong(index)).isEqualTo(part.nested(expected));
            }
        }
    }

    private void transpose(MemoryView view, PlainModel model) {
        int[] axes = new int[model.rank()];
        Arrays.setAll(axes, d -> d);
        for (int d = 0; d < axes.length; d++) {
            int other = d + choose(axes.length - d);
            int axis = axes[d];
            axes[d] = axes[other];
            axes[other] = axis;
        }
        keep(view.transpose(axes), model.transposed(axes));
    }

    private int[] shapeOf(int count) {
        List<Integer> shape = new ArrayList<>();
        int rest = count;
        for (int dimensions = choose(4); dimensions > 0; dimensions--) {
            int extent = 1 + choose(6);
            if (rest % extent == 0) {
                shape.add(extent);
                rest /= extent;
            }
        }
        if (rest != 1 || choose(8) == 0) {
            shape.add(choose(shape.size() + 1), rest);
        }
        return shape.stream().mapToInt(i -> i).toArray();
    }

    private void reshape(MemoryView view, PlainModel model) {
        int[] shape =
                choose(10) == 0 ? new int[] {choose(5), choose(5)} : shapeOf(model.starts().length);
        long[] wanted = longs(shape);
        int open = choose(3 * (shape.length + 1));
        int rest = 1;
        for (int d = 0; d < shape.length; d++) {
            rest *= d == open ? 1 : shape[d];
        }
        boolean fits = PlainModel.product(shape) == model.starts().length;
        if (open < shape.length && rest > 0 && fits) {
            wanted[open] = -1;
        }
        if (!fits || !model.reshaped(shape).evenlySpaced()) {
            assertThatThrownBy(() -> view.reshape(wanted))
                    .isInstanceOf(IllegalArgumentException.class);
        } else {
            keep(view.reshape(wanted), model.reshaped(shape));
        }
    }

    private void broadcast(MemoryView view, PlainModel model) {
        int[] shape = new int[choose(4)];
        for (int d = 0; d < shape.length; d++) {
            int from = d - shape.length + model.rank();
            shape[d] = from >= 0 && choose(3) > 0 ? model.shape()[from] : choose(4);
        }
        if (PlainModel.product(shape) > 200) {
            return;
        }
        PlainModel result = model.broadcast(shape);
        if (result == null) {
            assertThatThrownBy(() -> view.broadcastTo(longs(shape)))
                    .isInstanceOf(IllegalArgumentException.class);
        } else {
            MemoryView broadcast = view.broadcastTo(longs(shape));
            assertThat(broadcast.isReadOnly()).isTrue();
            keep(broadcast, result);
        }
    }

    private void cast(MemoryView view, PlainModel model) {
        Format format = FORMATS.get(choose(FORMATS.size()));
        int bytes = model.starts().length * model.format().itemSize();
        boolean shaped = choose(2) == 1;
        boolean possible =
                (format.isByte() || model.format().isByte())
                        && model.contiguous()
                        && bytes % format.itemSize() == 0;
        if (!shaped) {
            boolean flat = possible && (bytes > 0 || model.rank() <= 1);
            if (flat) {
                keep(view.cast(format), model.cast(format, new int[] {bytes / format.itemSize()}));
            } else {
                assertThatThrownBy(() -> view.cast(format))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            return;
        }
        int[] shape = shapeOf(Math.max(bytes / format.itemSize(), 1));
        boolean fits =
                possible
                        && bytes > 0
                        && PlainModel.product(shape) * format.itemSize() == bytes
                        && (model.rank() == 1 || shape.length == 1);
        if (fits) {
            keep(view.cast(format, longs(shape)), model.cast(format, shape));
        } else {
            assertThatThrownBy(() -> view.cast(format, longs(shape)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void assign(MemoryView target, PlainModel to, int m) {
        PlainModel from = models.get(m);
        MemoryView source = views.get(m);
        boolean alike =
                Arrays.equals(to.shape(), from.shape()) && to.format().equals(from.format());
        if (target.isReadOnly()) {
            assertThatThrownBy(() -> target.assign(source))
                    .isInstanceOf(ReadOnlyViewException.class);
        } else if (!alike) {
            assertThatThrownBy(() -> target.assign(source))
                    .isInstanceOf(IllegalArgumentException.class);
        } else {
            target.assign(source);
            to.write(from.bytes(expected), expected);
        }
    }

    private void set(MemoryView view, PlainModel model) {
        if (model.starts().length == 0) {
            return;
        }
        int element = choose(model.starts().length);
        long[] index = new long[model.rank()];
        int rest = element;
        for (int d = model.rank() - 1; d >= 0; d--) {
            long fromStart = rest % model.shape()[d];
            index[d] = choose(2) == 0 ? fromStart : fromStart - model.shape()[d];
            rest /= model.shape()[d];
        }
        int size = model.format().itemSize();
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) choose(256);
        }
        PlainModel alone =
                new PlainModel(new int[0], new int[] {model.starts()[element]}, model.format());
        PlainModel itself = new PlainModel(new int[0], new int[] {0}, model.format());
        long value = itself.value(0, bytes);
        if (view.isReadOnly()) {
            assertThatThrownBy(() -> view.setLong(index, value))
                    .isInstanceOf(ReadOnlyViewException.class);
        } else {
            if (choose(2) == 0) {
                view.setLong(index, value);
            } else {
                view.set(index, value);
            }
            alone.write(bytes, expected);
        }
    }

    private void compare(MemoryView view, PlainModel model, int m) {
        PlainModel other = models.get(m);
        boolean same =
                Arrays.equals(model.shape(), other.shape())
                        && model.nested(expected).equals(other.nested(expected));
        assertThat(view.contentEquals(views.get(m))).isEqualTo(same);
    }
}
