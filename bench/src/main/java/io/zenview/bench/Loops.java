package io.zenview.bench;

import io.netty.buffer.ByteBuf;
import io.zenview.view.LongView;
import io.zenview.view.MemoryView;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.CompilerControl.Mode;

/// The loops that a user would write, one for all kinds of memory: never inlined, so that all
/// callers share their profiles.
final class Loops {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private Loops() {}

    @CompilerControl(Mode.DONT_INLINE)
    static void doubled(long[] v) {
        for (int i = 0; i < v.length; i++) {
            v[i] = v[i] * 2;
        }
    }

    @CompilerControl(Mode.DONT_INLINE)
    static void doubledEverySecond(long[] v) {
        for (int i = 0; i < v.length; i += 2) {
            v[i] = v[i] * 2;
        }
    }

    @CompilerControl(Mode.DONT_INLINE)
    static void doubled(LongView v) {
        for (long i = 0; i < v.length(); i++) {
            v.set(i, v.get(i) * 2);
        }
    }

    @CompilerControl(Mode.DONT_INLINE)
    static void doubled(LongView.Strided v) {
        for (long i = 0; i < v.length(); i++) {
            v.set(i, v.get(i) * 2);
        }
    }

    @CompilerControl(Mode.DONT_INLINE)
    static void doubled(LongView.Swapped v) {
        for (long i = 0; i < v.length(); i++) {
            v.set(i, v.get(i) * 2);
        }
    }

    @CompilerControl(Mode.DONT_INLINE)
    static void doubled(TidiedView v) {
        for (long i = 0; i < v.length(); i++) {
            v.set(i, v.get(i) * 2);
        }
    }

    @CompilerControl(Mode.DONT_INLINE)
    static void doubled(MemoryView v) {
        for (long i = 0; i < v.length(); i++) {
            v.setLong(i, v.getLong(i) * 2);
        }
    }

    @CompilerControl(Mode.DONT_INLINE)
    static void doubled(MemorySegment v) {
        long count = v.byteSize() / 8;
        for (long i = 0; i < count; i++) {
            v.set(LONG, i * 8, v.get(LONG, i * 8) * 2);
        }
    }

    @CompilerControl(Mode.DONT_INLINE)
    static void doubled(ByteBuffer v) {
        int size = v.limit();
        for (int i = 0; i < size; i += 8) {
            v.putLong(i, v.getLong(i) * 2);
        }
    }

    @CompilerControl(Mode.DONT_INLINE)
    static void doubled(ByteBuf v) {
        int size = v.capacity();
        for (int i = 0; i < size; i += 8) {
            v.setLongLE(i, v.getLongLE(i) * 2);
        }
    }

    @CompilerControl(Mode.DONT_INLINE)
    static long sum(ByteBuf v) {
        int size = v.capacity();
        long sum = 0;
        for (int i = 0; i < size; i += 8) {
            sum += v.getLongLE(i);
        }
        return sum;
    }

    @CompilerControl(Mode.DONT_INLINE)
    static long sum(long[] v) {
        long sum = 0;
        for (int i = 0; i < v.length; i++) {
            sum += v[i];
        }
        return sum;
    }

    @CompilerControl(Mode.DONT_INLINE)
    static long sum(LongView v) {
        long sum = 0;
        for (long i = 0; i < v.length(); i++) {
            sum += v.get(i);
        }
        return sum;
    }

    @CompilerControl(Mode.DONT_INLINE)
    static long sum(LongView.Strided v) {
        long sum = 0;
        for (long i = 0; i < v.length(); i++) {
            sum += v.get(i);
        }
        return sum;
    }

    @CompilerControl(Mode.DONT_INLINE)
    static long sum(LongView.Swapped v) {
        long sum = 0;
        for (long i = 0; i < v.length(); i++) {
            sum += v.get(i);
        }
        return sum;
    }

    @CompilerControl(Mode.DONT_INLINE)
    static long sum(MemorySegment v) {
        long count = v.byteSize() / 8;
        long sum = 0;
        for (long i = 0; i < count; i++) {
            sum += v.get(LONG, i * 8);
        }
        return sum;
    }

    @CompilerControl(Mode.DONT_INLINE)
    static long sum(ByteBuffer v) {
        int size = v.limit();
        long sum = 0;
        for (int i = 0; i < size; i += 8) {
            sum += v.getLong(i);
        }
        return sum;
    }
}
