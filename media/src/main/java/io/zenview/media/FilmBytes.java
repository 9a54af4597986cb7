package io.zenview.media;

import io.zenview.view.ByteView;
import io.zenview.view.IntView;
import io.zenview.view.LongView;
import io.zenview.view.MemoryView;

/// The bytes of a film, read as the big-endian numbers they are.
///
/// Boxes begin at any offset, while a view of numbers has them one behind the other. So there are
/// four views of the same bytes, each beginning a byte later, and every number lies in one of them.
final class FilmBytes {
    private final String name;
    private final MemoryView view;
    private final ByteView bytes;
    private final IntView.Swapped[] words = new IntView.Swapped[4];
    private final long size;

    FilmBytes(MemoryView view, String name) {
        this.view = view.toReadOnly().cast("B");
        this.name = name;
        this.bytes = this.view.asBytes();
        this.size = bytes.length();
        for (int phase = 0; phase < 4; phase++) {
            long whole = Math.max(0, size - phase) & ~3L;
            words[phase] = integers(Math.min(phase, size), whole >> 2);
        }
    }

    String name() {
        return name;
    }

    long size() {
        return size;
    }

    MemoryView view() {
        return view;
    }

    int u8(long at) {
        return bytes.get(at) & 0xff;
    }

    int u16(long at) {
        return (u8(at) << 8) | u8(at + 1);
    }

    int s32(long at) {
        return words[(int) at & 3].get(at >> 2);
    }

    long u32(long at) {
        return s32(at) & 0xffff_ffffL;
    }

    /// An unsigned number of 64 bits; those that are no positive `long` come out negative.
    long u64(long at) {
        return (u32(at) << 32) | u32(at + 4);
    }

    /// A table of numbers of 32 bits.
    IntView.Swapped integers(long at, long count) {
        return IntView.Swapped.of(view.slice(at, at + (count << 2)).cast(">I"));
    }

    /// A table of numbers of 64 bits.
    LongView.Swapped longs(long at, long count) {
        return LongView.Swapped.of(view.slice(at, at + (count << 3)).cast(">Q"));
    }

    /// A table of numbers of 8 bits.
    ByteView octets(long at, long count) {
        return view.slice(at, at + count).asBytes();
    }

    byte[] copy(long at, long count) {
        return view.slice(at, at + count).toArray(byte[].class);
    }

    /// What to tell when pages of the mapped file are gone: somebody has cut it.
    ///
    /// @param fault what the JVM makes of that
    FilmCutException cut(InternalError fault) {
        return new FilmCutException(
                name + " was cut short by another program; it had " + size + " bytes", fault);
    }
}
