package io.zenview.media;

import io.zenview.view.ByteView;
import io.zenview.view.DataView;
import io.zenview.view.IntView;
import io.zenview.view.LongView;
import io.zenview.view.MemoryView;
import java.nio.ByteOrder;

/// The bytes of a film, read as the big-endian numbers they are.
final class FilmBytes {
    private final String name;
    private final MemoryView view;
    private final DataView data;

    FilmBytes(MemoryView view, String name) {
        this.view = view.toReadOnly().cast("B");
        this.name = name;
        this.data = this.view.asData(ByteOrder.BIG_ENDIAN);
    }

    String name() {
        return name;
    }

    long size() {
        return data.length();
    }

    MemoryView view() {
        return view;
    }

    int u8(long at) {
        return Byte.toUnsignedInt(data.getByte(at));
    }

    int u16(long at) {
        return Short.toUnsignedInt(data.getShort(at));
    }

    int s32(long at) {
        return data.getInt(at);
    }

    long u32(long at) {
        return Integer.toUnsignedLong(data.getInt(at));
    }

    /// An unsigned number of 64 bits; those that are no positive `long` come out negative.
    long u64(long at) {
        return data.getLong(at);
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
                name + " was cut short by another program; it had " + size() + " bytes", fault);
    }
}
