package io.zenview.view;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The memory of a [ByteArray]: an array that grows and shrinks, but not while it is lent.
///
/// Not safe for threads by itself; its [ByteArray] guards it by its own monitor.
final class ByteStore {
    private static final int LEAST_CAPACITY = 32;

    /// Beyond `length` all bytes are zero, so that growing again needs no clearing.
    byte[] bytes;

    int length;

    /// The views that are lent, weakly: a forgotten one must not lock the memory for ever.
    private final List<WeakReference<MemoryView>> lent = new ArrayList<>();

    /// Number of references at which forgotten views are looked for, so that they don't pile up.
    private int tidyAt = 16;

    ByteStore(byte[] bytes) {
        this.bytes = bytes;
        this.length = bytes.length;
    }

    /// Puts `width` bytes in the place of those between two indices and moves what lies behind. The
    /// caller fills in the new ones. Does nothing if the number stays.
    ///
    /// @throws BufferException if the length would change while the memory is lent
    void replace(int from, int to, int width) {
        int target = ByteValues.checkLength((long) length - (to - from) + width);
        if (target == length) {
            return;
        }
        ensureResizable(target);
        byte[] old = bytes;
        if (target > old.length) {
            // Half as much again, so that appending byte by byte takes linear time in all.
            long roomy = Math.max(target, old.length + (old.length >> 1) + 16L);
            bytes = Arrays.copyOf(old, (int) Math.min(roomy, Bytes.MAX_LENGTH));
        } else if (target < length && target < old.length / 2 && old.length > LEAST_CAPACITY) {
            // What is no longer needed is given back; at most once each time the length halves.
            bytes = Arrays.copyOf(old, target);
            int behind = from + width;
            System.arraycopy(old, to, bytes, behind, target - behind);
            length = target;
            return;
        }
        if (to < length) {
            System.arraycopy(old, to, bytes, from + width, length - to);
        }
        if (target < length) {
            Arrays.fill(bytes, target, length, (byte) 0);
        }
        length = target;
    }

    /// @throws BufferException if the memory is lent
    void ensureResizable(int target) {
        if (lent.isEmpty()) {
            return;
        }
        forgetTheUnreachable();
        if (!lent.isEmpty()) {
            throw new BufferException(
                    "a ByteArray of "
                            + length
                            + " bytes cannot be resized to "
                            + target
                            + ": "
                            + lent.size()
                            + (lent.size() == 1 ? " view is" : " views are")
                            + " open on it; close first");
        }
    }

    MemoryView lend(ByteArray owner, BufferRequest request) {
        MemorySegment memory = MemorySegment.ofArray(bytes).asSlice(0, length);
        MemoryView view = Acquisition.of(owner, memory, Format.UNSIGNED_BYTE).acquire(request);
        if (lent.size() >= tidyAt) {
            forgetTheUnreachable();
            tidyAt = Math.max(16, 2 * lent.size());
        }
        lent.add(new WeakReference<>(view));
        return view;
    }

    void takeBack(MemoryView view) {
        // From the end: what was lent last mostly comes back first.
        for (int i = lent.size() - 1; i >= 0; i--) {
            if (lent.get(i).refersTo(view)) {
                lent.remove(i);
                return;
            }
        }
    }

    private void forgetTheUnreachable() {
        lent.removeIf(view -> view.refersTo(null));
    }
}
