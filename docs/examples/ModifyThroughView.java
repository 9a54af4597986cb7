/// Changing an object through a view of it: nothing is copied but the six bytes that are written.

import io.zenview.view.*;

void main() {
    ByteArray s2 = ByteArray.of("Hello World!");
    IO.println("Before: " + s2);
    //> Before: bytearray(b'Hello World!')

    try (MemoryView s2View = MemoryView.of(s2)) {
        s2View.slice(6, 12).assign(Bytes.of("Python"));
    }
    IO.println("After: " + s2);
    //> After: bytearray(b'Hello Python')
}
