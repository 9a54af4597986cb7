/// A file as a view: typed, sliced and searched without reading it into memory first.

import io.zenview.view.*;
import java.nio.ByteBuffer;

void main() throws IOException {
    Path file = Files.createTempFile("measurements", ".bin");
    Files.write(file, ByteBuffer.allocate(32).putDouble(1.5).putDouble(2.5).putDouble(3.5).putDouble(4.5).array());

    try (MemoryView bytes = MemoryView.map(file)) {
        MemoryView doubles = bytes.cast(">d");
        IO.println(doubles);
        //> MemoryView[length 4, format >d, read-only]
        IO.println(doubles.slice(1, 3).toList());
        //> [2.5, 3.5]
        IO.println(doubles.slice(Slice.every(-1)).toList());
        //> [4.5, 3.5, 2.5, 1.5]
    }
    Files.delete(file);
}
