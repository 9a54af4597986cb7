/// Python's `memoryview`: a window on the memory of something else.

import io.zenview.view.*;

void main() {
    MemoryView view = MemoryView.of(Bytes.of("hello world"));
    IO.println(view);
    //> MemoryView[length 11, format B, read-only]
    IO.println(view.get(0));
    //> 104
    IO.println((char) view.getLong(0));
    //> h

    ByteArray euro = ByteArray.of("EURO");
    MemoryView mv = MemoryView.of(euro);
    IO.println(mv.toList());
    //> [69, 85, 82, 79]

    // Who may write? The owner decides.
    IO.println("Bytes is read-only?: " + MemoryView.of(Bytes.of("Hello World")).isReadOnly());
    //> Bytes is read-only?: true
    IO.println("ByteArray is read-only?: " + MemoryView.of(ByteArray.of("Hello World")).isReadOnly());
    //> ByteArray is read-only?: false
}
