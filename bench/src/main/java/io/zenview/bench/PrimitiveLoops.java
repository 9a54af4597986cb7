package io.zenview.bench;

import io.zenview.view.MemoryView;

/// The loops that a user would write, for one element type over one kind of memory.
abstract class PrimitiveLoops {
    static final int COUNT = 1_000_000;

    /// Elements in the memories of the pollution.
    static final int SEEN = 50_000;

    /// Loops over elements of a type, after all loops of that type have seen every kind of memory.
    static PrimitiveLoops of(String type, String memory) {
        double sink =
                switch (type) {
                    case "byte" -> ByteLoops.pollute();
                    case "short" -> ShortLoops.pollute();
                    case "char" -> CharLoops.pollute();
                    case "int" -> IntLoops.pollute();
                    case "long" -> LongLoops.pollute();
                    case "float" -> FloatLoops.pollute();
                    default -> DoubleLoops.pollute();
                };
        if (sink != 0) {
            throw new AssertionError("the memory of the pollution was not zero");
        }
        return switch (type) {
            case "byte" -> new ByteLoops(memory);
            case "short" -> new ShortLoops(memory);
            case "char" -> new CharLoops(memory);
            case "int" -> new IntLoops(memory);
            case "long" -> new LongLoops(memory);
            case "float" -> new FloatLoops(memory);
            default -> new DoubleLoops(memory);
        };
    }

    abstract void doubledRaw();

    abstract double sumRaw();

    abstract void doubledView();

    abstract double sumView();

    /// Half as many elements, every second one.
    abstract double sumStrided();

    /// In the byte order that is not the machine's; bytes have but one.
    abstract void doubledSwapped();

    abstract double sumSwapped();

    /// The general view that the typed ones were made from.
    abstract MemoryView view();
}
