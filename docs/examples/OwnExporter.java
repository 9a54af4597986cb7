/// The buffer protocol: your own class lends its memory, and every part of Zenview can look into it.

import io.zenview.view.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Samples kept off the heap. They must not be freed while somebody looks at them.
class Samples implements BufferExporter, AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory = arena.allocate(4 * Short.BYTES, Short.BYTES);
    private int lent;

    @Override
    public MemoryView acquire(BufferRequest request) {
        MemoryView view = MemoryView.of(memory, Format.SHORT).acquire(request);
        lent++;
        return view;
    }

    @Override
    public void release(MemoryView view) {
        lent--;
    }

    @Override
    public void close() {
        if (lent > 0) {
            throw new BufferException("samples are being looked at by " + lent + " view(s)");
        }
        arena.close();
    }
}

void main() {
    Samples samples = new Samples();
    try (MemoryView view = MemoryView.of(samples)) {
        view.assign(MemoryView.of(new short[] {100, 200, 300, 400}));
        IO.println(view.slice(Slice.every(-1)).toList());
        //> [400, 300, 200, 100]
        samples.close();
    } catch (BufferException e) {
        IO.println(e.getMessage());
        //> samples are being looked at by 1 view(s)
    }
    samples.close();
    IO.println("freed");
    //> freed
}
