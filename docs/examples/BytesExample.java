/// Python's `bytes`: a fixed sequence of numbers from 0 to 255.

import io.zenview.view.*;

void main() {
    Bytes data = Bytes.zeros(4);
    IO.println(data);
    //> b'\x00\x00\x00\x00'

    Bytes count = Bytes.of(1, 5, 4, 8, 2);
    IO.println(count);
    //> b'\x01\x05\x04\x08\x02'

    for (int value : count) {
        IO.print(value + " ");
    }
    IO.println();
    //> 1 5 4 8 2

    // Bytes has no way to change an element, and a view of it does not lend one either.
    try {
        MemoryView.of(count).set(0, 100);
    } catch (java.nio.ReadOnlyBufferException e) {
        IO.println(e.getMessage());
    }
    //> this view is read-only: its owner lends no writable memory, or it was made by toReadOnly()
}
