/// Python's `bytearray`: bytes that can be changed.

import io.zenview.view.*;

void main() {
    ByteArray data = ByteArray.zeros(4);
    IO.println(data);
    //> bytearray(b'\x00\x00\x00\x00')

    ByteArray count = ByteArray.of(10, 20, 15, 80, 53);
    print(count);
    //> 10 20 15 80 53

    count.set(0, 100);
    print(count);
    //> 100 20 15 80 53

    count.append(7);
    print(count);
    //> 100 20 15 80 53 7

    // While a view is open the length is locked: the memory that was lent must stay where it is.
    try (MemoryView view = MemoryView.of(count)) {
        count.append(8);
    } catch (BufferException e) {
        IO.println(e.getMessage());
    }
    //> a ByteArray of 6 bytes cannot be resized to 7: 1 view is open on it; close first
}

void print(ByteArray bytes) {
    for (int value : bytes) {
        IO.print(value + " ");
    }
    IO.println();
}
