package io.zenview.view;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;

/// Arithmetic on all elements of a view at once, at the speed of a loop over a raw array or of the
/// memory: [MemoryView#numbers].
///
/// ```java
/// MemoryView m = MemoryView.of(new long[] {1, 2, 3, 4});
/// m.numbers().sumLong();                        // 10
/// m.slice(Slice.every(2)).numbers().scale(10);  // the array is now 10, 2, 30, 4
/// ```
///
/// It works on views of any shape, layout and byte order; nothing is copied but small blocks of a
/// fixed size. Elements in memory that typed views do not take (an `int[]` read as longs) are
/// worked on rightly, and slowly.
///
/// ## Which formats
///
/// *Whole numbers* are `b B h H i I l L q Q n N P`, *reals* are `e f d`. Everything else (`?`, `c`,
/// text, records) holds no numbers: [MemoryView#numbers] refuses it. Of a record take a field
/// first.
///
/// ## Arithmetic
///
/// Whole numbers wrap, as in Java and NumPy: 127 + 1 is -128 in `b`, 255 + 1 is 0 in `B`. Reals are
/// computed as `double` and rounded once to the element's format. Changing elements of a read-only
/// view is refused.
///
/// Not atomic: a failure midway (the memory was closed by another thread) leaves some elements
/// changed. Other threads see elements change in no particular order.
public final class Numbers {
    private final View view;
    private final List<Placement> parts;
    private final Window window;
    private final boolean whole;

    private Numbers(View view) {
        this.view = view;
        this.parts = Placement.all(view);
        this.window = view.window;
        this.whole = NumberBlock.isWhole(window.format);
    }

    static Numbers of(View view) {
        view.window.export.ensureOpen();
        Format format = view.window.format;
        if (format.code() == '?' || !(NumberBlock.isWhole(format) || NumberBlock.isReal(format))) {
            throw new IllegalArgumentException(
                    "format '"
                            + format
                            + "' holds no numbers to calculate with; take a field of a record first, and cast bytes to B");
        }
        return new Numbers(view);
    }

    /// The sum of whole numbers, wrapping at 64 bits as `LongStream.sum` does. Unsigned elements
    /// are added as what they are; the sum of 8-byte ones, wrapped, is to be read as unsigned too.
    ///
    /// @return the sum, 0 if there are no elements
    /// @throws IllegalArgumentException if the elements are reals
    /// @throws IllegalStateException if the view was closed
    public long sumLong() {
        ensureWhole("sumDouble");
        return wholeSum();
    }

    private long wholeSum() {
        long mask = signedness();
        long sum = 0;
        for (Placement part : parts) {
            sum += Runs.of(part).sum(mask);
        }
        return sum;
    }

    /// The sum of all elements as a `double`.
    ///
    /// Reals are added up as `double`s, in runs of at most 4096, each as eight interleaved partial
    /// sums; the sums of the runs are added with compensation for what rounding loses. So it is
    /// faster and more exact than adding one after the other, and may differ from that in the last
    /// digits; it may also differ between layouts of the same elements. Whole numbers are added
    /// exactly if their sum fits a `long`; 8-byte ones are added as `double`s.
    ///
    /// @return the sum, 0.0 if there are no elements
    /// @throws IllegalStateException if the view was closed
    public double sumDouble() {
        window.export.ensureOpen();
        if (whole && window.itemSize < 8) {
            return wholeSum();
        }
        Summation sum = new Summation();
        switch (window.format.code()) {
            case 'd' -> parts.forEach(part -> RealRuns.doubles(part).sum(sum));
            case 'f' -> parts.forEach(part -> RealRuns.floats(part).sum(sum));
            default ->
                    eachDoubles(false, (block, n) -> sum.add(RealLoops.DOUBLES.sum(block, 0, n)));
        }
        return sum.total();
    }

    /// The arithmetic mean of all elements, the sum divided by their number.
    ///
    /// @return the mean, NaN if there are no elements
    /// @throws IllegalStateException if the view was closed
    public double mean() {
        return sumDouble() / view.count();
    }

    /// The least whole number.
    ///
    /// @return the number; of unsigned 8-byte elements the bits, to be read as unsigned
    /// @throws IllegalArgumentException if the elements are reals
    /// @throws NoSuchElementException if there are no elements
    /// @throws IllegalStateException if the view was closed
    public long minLong() {
        ensureWhole("minDouble");
        return least(ordering());
    }

    /// The greatest whole number.
    ///
    /// @return the number; of unsigned 8-byte elements the bits, to be read as unsigned
    /// @throws IllegalArgumentException if the elements are reals
    /// @throws NoSuchElementException if there are no elements
    /// @throws IllegalStateException if the view was closed
    public long maxLong() {
        ensureWhole("maxDouble");
        return greatest(ordering());
    }

    /// The least element as a `double`. NaN wins, and -0.0 is less than 0.0, as in [Math#min].
    ///
    /// @return the element; whole numbers beyond 2^53 are rounded
    /// @throws NoSuchElementException if there are no elements
    /// @throws IllegalStateException if the view was closed
    public double minDouble() {
        return extreme(false);
    }

    /// The greatest element as a `double`. NaN wins, and 0.0 is greater than -0.0, as in
    /// [Math#max].
    ///
    /// @return the element; whole numbers beyond 2^53 are rounded
    /// @throws NoSuchElementException if there are no elements
    /// @throws IllegalStateException if the view was closed
    public double maxDouble() {
        return extreme(true);
    }

    private double extreme(boolean max) {
        window.export.ensureOpen();
        if (whole) {
            long found = max ? maxLong() : minLong();
            return window.itemSize == 8 && NumberBlock.isUnsigned(window.format)
                    ? NumberBlock.unsignedToDouble(found)
                    : found;
        }
        ensureAny();
        if (window.itemSize == 2) {
            double[] found = {max ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY};
            eachDoubles(
                    false,
                    (block, n) -> {
                        for (int i = 0; i < n; i++) {
                            found[0] =
                                    max
                                            ? Math.max(found[0], block[i])
                                            : Math.min(found[0], block[i]);
                        }
                    });
            return found[0];
        }
        // By their bits NaNs are the least or the greatest of all, so both ends tell whether there
        // is one.
        Ordering order = window.itemSize == 4 ? Ordering.FLOAT : Ordering.DOUBLE;
        double least = real(least(order));
        double greatest = real(greatest(order));
        return Double.isNaN(least) || Double.isNaN(greatest) ? Double.NaN : max ? greatest : least;
    }

    private double real(long bits) {
        return window.itemSize == 4
                ? Float.intBitsToFloat((int) bits)
                : Double.longBitsToDouble(bits);
    }

    private long least(Ordering order) {
        ensureAny();
        long[] key = {Long.MAX_VALUE};
        readWhole((loops, m, at, n) -> key[0] = Math.min(key[0], loops.min(m, at, n, order)));
        return order.bits(key[0]);
    }

    private long greatest(Ordering order) {
        ensureAny();
        long[] key = {Long.MIN_VALUE};
        readWhole((loops, m, at, n) -> key[0] = Math.max(key[0], loops.max(m, at, n, order)));
        return order.bits(key[0]);
    }

    /// Multiplies every element in place.
    ///
    /// @param factor the factor; whole numbers wrap, reals are multiplied by its nearest `double`
    /// @throws java.nio.ReadOnlyBufferException if the view is read-only
    /// @throws IllegalStateException if the view was closed
    public void scale(long factor) {
        ensureWritable();
        if (whole) {
            updateWhole((loops, m, at, n) -> loops.scale(m, at, n, factor));
        } else {
            scale((double) factor);
        }
    }

    /// Multiplies every real in place.
    ///
    /// @param factor the factor
    /// @throws IllegalArgumentException if the elements are whole numbers, which would be rounded
    /// @throws java.nio.ReadOnlyBufferException if the view is read-only
    /// @throws IllegalStateException if the view was closed
    public void scale(double factor) {
        ensureReal("scale", factor);
        switch (arithmetic(factor)) {
            case 'd' ->
                    changeDoubles(
                            (loops, a, from, n) -> loops.scale(a, from, n, factor),
                            (loops, m, at, n) -> loops.scaleDoubles(m, at, n, factor));
            case 'f' -> changeFloats((loops, a, from, n) -> loops.scale(a, from, n, factor));
            default ->
                    eachDoubles(true, (block, n) -> RealLoops.DOUBLES.scale(block, 0, n, factor));
        }
    }

    /// Adds to every element in place.
    ///
    /// @param addend the addend; whole numbers wrap, to reals its nearest `double` is added
    /// @throws java.nio.ReadOnlyBufferException if the view is read-only
    /// @throws IllegalStateException if the view was closed
    public void add(long addend) {
        ensureWritable();
        if (whole) {
            updateWhole((loops, m, at, n) -> loops.add(m, at, n, addend));
        } else {
            add((double) addend);
        }
    }

    /// Adds to every real in place.
    ///
    /// @param addend the addend
    /// @throws IllegalArgumentException if the elements are whole numbers, which would be rounded
    /// @throws java.nio.ReadOnlyBufferException if the view is read-only
    /// @throws IllegalStateException if the view was closed
    public void add(double addend) {
        ensureReal("add", addend);
        switch (arithmetic(addend)) {
            case 'd' ->
                    changeDoubles(
                            (loops, a, from, n) -> loops.add(a, from, n, addend),
                            (loops, m, at, n) -> loops.addDoubles(m, at, n, addend));
            case 'f' -> changeFloats((loops, a, from, n) -> loops.add(a, from, n, addend));
            default -> eachDoubles(true, (block, n) -> RealLoops.DOUBLES.add(block, 0, n, addend));
        }
    }

    /// Adds the elements of another view to those of this one, in place and one to one.
    ///
    /// Right also where the two overlap: what is added is what the other held before. Overlapping
    /// elements that are not the same ones are copied first.
    ///
    /// @param other of the same shape, in a format that [Conversion#LOSSLESS] converts to this
    ///   one's
    /// @throws IllegalArgumentException if shapes differ, or the format could lose values
    /// @throws java.nio.ReadOnlyBufferException if the view is read-only
    /// @throws IllegalStateException if a view was closed
    public void add(BufferExporter other) {
        ensureWritable();
        try (MemoryView acquired = MemoryView.of(other)) {
            View addends = (View) acquired;
            Converting.check(addends, view, Conversion.LOSSLESS, "add");
            Addition.add(addends, view);
        }
    }

    /// Replaces every whole number by a function of it, in place.
    ///
    /// A call of the function per element: slower than the operations above once a program uses
    /// several functions.
    ///
    /// @param function from the old value to the new one, of which the lowest bits are kept: it
    ///   wraps. Unsigned 8-byte elements come and go as their bits. Elements come in no particular
    ///   order; if it throws, some were replaced
    /// @throws IllegalArgumentException if the elements are reals
    /// @throws java.nio.ReadOnlyBufferException if the view is read-only
    /// @throws IllegalStateException if the view was closed
    public void updateLongs(LongUnaryOperator function) {
        ensureWritable();
        ensureWhole("updateDoubles");
        long[] block = new long[NumberBlock.LENGTH];
        eachBlock((numbers, at, stride, n) -> {
            numbers.readLongs(at, stride, n, block);
            for (int i = 0; i < n; i++) {
                block[i] = function.applyAsLong(block[i]);
            }
            numbers.writeLongs(at, stride, n, block, false);
        });
    }

    /// Replaces every real by a function of it, in place, rounded to the element's format.
    ///
    /// @param function from the old value to the new one; elements come in no particular order, and
    ///   if it throws, some were replaced
    /// @throws IllegalArgumentException if the elements are whole numbers
    /// @throws java.nio.ReadOnlyBufferException if the view is read-only
    /// @throws IllegalStateException if the view was closed
    public void updateDoubles(DoubleUnaryOperator function) {
        ensureWritable();
        if (whole) {
            throw new IllegalArgumentException(
                    "format '" + window.format + "' holds whole numbers; use updateLongs");
        }
        eachDoubles(
                true,
                (block, n) -> {
                    for (int i = 0; i < n; i++) {
                        block[i] = function.applyAsDouble(block[i]);
                    }
                });
    }

    private void readWhole(Runs.Kernel<Object> kernel) {
        parts.forEach(part -> Runs.of(part).read(kernel));
    }

    private void updateWhole(Runs.Kernel<Object> kernel) {
        parts.forEach(part -> Runs.of(part).update(kernel));
    }

    private void changeDoubles(RealRuns.Kernel<double[]> kernel, RealRuns.Direct direct) {
        parts.forEach(part -> RealRuns.doubles(part).update(kernel, direct));
    }

    private void changeFloats(RealRuns.Kernel<float[]> kernel) {
        parts.forEach(part -> RealRuns.floats(part).update(kernel, (loops, m, at, n) -> {}));
    }

    private interface Doubles {
        void on(double[] block, int n);
    }

    private interface Block {
        void on(NumberBlock<?> numbers, long at, long stride, int n);
    }

    /// All elements, converted to doubles and, if they are changed, back.
    private void eachDoubles(boolean write, Doubles work) {
        double[] block = new double[NumberBlock.LENGTH];
        eachBlock((numbers, at, stride, n) -> {
            numbers.readDoubles(at, stride, n, block);
            work.on(block, n);
            if (write) {
                numbers.writeDoubles(at, stride, n, block);
            }
        });
    }

    private void eachBlock(Block work) {
        for (Placement part : parts) {
            MappedMemory.guarded(part.window(), () -> eachBlock(part, work));
        }
    }

    private static void eachBlock(Placement part, Block work) {
        NumberBlock<?> numbers = NumberBlock.of(part.window());
        Traversal t = Traversal.inAnyOrder(part);
        while (t.next()) {
            for (long i = 0; i < t.count(); i += NumberBlock.LENGTH) {
                int n = (int) Math.min(NumberBlock.LENGTH, t.count() - i);
                work.on(numbers, t.at(0) + i * t.stride(0), t.stride(0), n);
            }
        }
    }

    /// The format in which to calculate with an operand: the elements' own if it holds the operand.
    /// For then computing with floats gives what computing with doubles and rounding would, since a
    /// double has more than twice the digits. Otherwise `e`, which stands for the way through
    /// doubles.
    private char arithmetic(double operand) {
        char code = window.format.code();
        return code == 'f' && (float) operand != operand ? 'e' : code;
    }

    private long signedness() {
        return NumberBlock.isUnsigned(window.format) ? Ordering.mask(window.itemSize) : -1;
    }

    private Ordering ordering() {
        return NumberBlock.isUnsigned(window.format)
                ? Ordering.unsigned(window.itemSize)
                : Ordering.SIGNED;
    }

    private void ensureAny() {
        if (view.count() == 0) {
            throw new NoSuchElementException("a view of no elements has no least or greatest one");
        }
    }

    private void ensureWhole(String instead) {
        window.export.ensureOpen();
        if (!whole) {
            throw new IllegalArgumentException(
                    "format '" + window.format + "' holds reals; use " + instead);
        }
    }

    private void ensureReal(String action, double operand) {
        ensureWritable();
        if (whole) {
            throw new IllegalArgumentException(
                    "cannot "
                            + action
                            + " whole numbers of format '"
                            + window.format
                            + "' by the real "
                            + operand
                            + ": results would be rounded; pass a long, or copy them to d first");
        }
    }

    private void ensureWritable() {
        window.export.ensureOpen();
        if (window.readOnly) {
            throw Window.readOnlyError();
        }
    }
}
