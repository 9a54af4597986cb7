/// Elements wider than a byte: a view of a `long[]` indexes longs, as one of Python's `array('l')` does.

import io.zenview.view.*;

void main() {
    long[] a = {-11111111, 22222222, -33333333, 44444444};
    MemoryView m = MemoryView.of(a);
    IO.println(m.get(0));
    //> -11111111
    IO.println(m.get(-1));
    //> 44444444
    IO.println(m.slice(Slice.every(2)).toList());
    //> [-11111111, -33333333]

    // A slice is a window too: writing through it reaches the array.
    m.slice(Slice.every(2)).set(1, 5);
    IO.println(a[2]);
    //> 5
}
