package io.zenview.view;

import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Reads and writes one element of a [Format], right for every value and any memory.
///
/// This is the general path. Loops that must run at the speed of a raw array use the typed views
/// ([LongView] and its kin).
abstract sealed class Element
        permits Element.Whole,
                Element.Real,
                Element.Truth,
                Element.Single,
                ElementBytes,
                ElementText,
                ElementRecord {
    final char code;
    private final int size;

    Element(char code, int size) {
        this.code = code;
        this.size = size;
    }

    /// The element of a code, or null if there is none of that code in the given mode.
    ///
    /// @param count bytes or code points of `s`, `p` and `w`
    static @Nullable Element of(char code, int count, boolean nativeSizes, ByteOrder order) {
        return switch (code) {
            case 'b' -> new Whole(code, 1, true, order);
            case 'B' -> new Whole(code, 1, false, order);
            case 'h' -> new Whole(code, 2, true, order);
            case 'H' -> new Whole(code, 2, false, order);
            case 'i' -> new Whole(code, 4, true, order);
            case 'I' -> new Whole(code, 4, false, order);
            case 'l' -> new Whole(code, nativeSizes ? 8 : 4, true, order);
            case 'L' -> new Whole(code, nativeSizes ? 8 : 4, false, order);
            case 'q' -> new Whole(code, 8, true, order);
            case 'Q' -> new Whole(code, 8, false, order);
            case 'n' -> nativeSizes ? new Whole(code, 8, true, order) : null;
            case 'N', 'P' -> nativeSizes ? new Whole(code, 8, false, order) : null;
            case 'e' -> new Real(code, 2, order, false);
            case 'f' -> new Real(code, 4, order, nativeSizes);
            case 'd' -> new Real(code, 8, order, false);
            case '?' -> new Truth();
            case 'c' -> new Single();
            case 's', 'p' -> new ElementBytes(code, count);
            case 'w' -> new ElementText(count, order);
            default -> null;
        };
    }

    /// Size in bytes.
    final int size() {
        return size;
    }

    /// The value as an object of the type that [Format] names.
    abstract Object get(Window window, long at);

    /// The value as a `long`: exact for whole numbers, raw bits for `Q`; other formats refuse.
    long getLong(Window window, long at) {
        throw new IllegalArgumentException(
                "format '" + code + "' holds no whole numbers; read it with get or getDouble");
    }

    /// The value as a `double`; formats that are not numbers refuse.
    double getDouble(Window window, long at) {
        throw new IllegalArgumentException(
                "format '" + code + "' holds no numbers; read it with get");
    }

    /// Stores a value; nothing is written when it has the wrong type or does not fit.
    abstract void set(Window window, long at, Object value);

    /// Stores a `long`; the same rules as [#set].
    void setLong(Window window, long at, long value) {
        set(window, at, value);
    }

    /// Stores a `double`; the same rules as [#set].
    void setDouble(Window window, long at, double value) {
        set(window, at, value);
    }

    /// Copies the bytes that belong to values: all but padding.
    void copy(MemorySegment from, long fromAt, MemorySegment to, long toAt) {
        MemorySegment.copy(from, fromAt, to, toAt, size);
    }

    final ClassCastException wrongType(String wanted, Object value) {
        return new ClassCastException(
                "format '"
                        + code
                        + "' takes "
                        + wanted
                        + ", not "
                        + value.getClass().getName()
                        + " "
                        + value);
    }

    static final class Whole extends Element {
        private final boolean signed;
        private final RawBits bits;

        Whole(char code, int size, boolean signed, ByteOrder order) {
            super(code, size);
            this.signed = signed;
            this.bits = new RawBits(order);
        }

        @Override
        long getLong(Window window, long at) {
            return switch (size()) {
                case 1 ->
                        signed ? RawBits.getByte(window, at) : RawBits.getByte(window, at) & 0xFFL;
                case 2 -> signed ? bits.getShort(window, at) : bits.getShort(window, at) & 0xFFFFL;
                case 4 -> signed ? bits.getInt(window, at) : bits.getInt(window, at) & 0xFFFF_FFFFL;
                default -> bits.getLong(window, at);
            };
        }

        @Override
        Object get(Window window, long at) {
            long raw = getLong(window, at);
            return raw < 0 && !signed ? unsigned(raw) : (Object) raw;
        }

        @Override
        double getDouble(Window window, long at) {
            long raw = getLong(window, at);
            return raw < 0 && !signed ? unsigned(raw).doubleValue() : raw;
        }

        @Override
        void set(Window window, long at, Object value) {
            switch (value) {
                case Long v -> setLong(window, at, v);
                case Integer v -> setLong(window, at, v);
                case Short v -> setLong(window, at, v);
                case Byte v -> setLong(window, at, v);
                case BigInteger v -> setBig(window, at, v);
                default -> throw wrongType("whole numbers", value);
            }
        }

        @Override
        void setLong(Window window, long at, long value) {
            int bits = size() * 8;
            boolean fits =
                    signed
                            ? value >> (bits - 1) == value >> 63
                            : value >= 0 && (bits == 64 || value >>> bits == 0);
            // A pointer takes negative numbers as well, as it does in CPython.
            if (!fits && code != 'P') {
                throw outOfRange(value);
            }
            store(window, at, value);
        }

        @Override
        void setDouble(Window window, long at, double value) {
            throw wrongType("whole numbers", value);
        }

        private void setBig(Window window, long at, BigInteger value) {
            if (value.bitLength() < 64) {
                setLong(window, at, value.longValue());
            } else if (signed || value.signum() < 0 || value.bitLength() > size() * 8) {
                throw outOfRange(value);
            } else {
                store(window, at, value.longValue());
            }
        }

        private void store(Window window, long at, long raw) {
            switch (size()) {
                case 1 -> RawBits.set(window, at, (byte) raw);
                case 2 -> bits.set(window, at, (short) raw);
                case 4 -> bits.set(window, at, (int) raw);
                default -> bits.set(window, at, raw);
            }
        }

        private IllegalArgumentException outOfRange(Object value) {
            int bits = size() * 8;
            BigInteger values = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits);
            return new IllegalArgumentException(
                    "value "
                            + value
                            + " does not fit format '"
                            + code
                            + "' ("
                            + (signed ? values.negate() : BigInteger.ZERO)
                            + " to "
                            + values.subtract(BigInteger.ONE)
                            + ")");
        }

        private static BigInteger unsigned(long raw) {
            return new BigInteger(Long.toUnsignedString(raw));
        }
    }

    static final class Real extends Element {
        private static final double HALF_LIMIT =
                65520; // the first value that rounds to infinity in 16 bits

        /// A native float is converted as C does it; CPython refuses only the explicit orders.
        private final boolean overflowsToInfinity;

        private final RawBits bits;

        Real(char code, int size, ByteOrder order, boolean overflowsToInfinity) {
            super(code, size);
            this.overflowsToInfinity = overflowsToInfinity;
            this.bits = new RawBits(order);
        }

        @Override
        double getDouble(Window window, long at) {
            return switch (size()) {
                case 2 -> Float.float16ToFloat(bits.getShort(window, at));
                case 4 -> Float.intBitsToFloat(bits.getInt(window, at));
                default -> Double.longBitsToDouble(bits.getLong(window, at));
            };
        }

        @Override
        Object get(Window window, long at) {
            return getDouble(window, at);
        }

        @Override
        void set(Window window, long at, Object value) {
            switch (value) {
                case Double v -> setDouble(window, at, v);
                case Float v -> setDouble(window, at, v);
                case Long v -> setLong(window, at, v);
                case Integer v -> setDouble(window, at, v);
                case Short v -> setDouble(window, at, v);
                case Byte v -> setDouble(window, at, v);
                case BigInteger v -> setDouble(window, at, fitting(v.doubleValue(), v));
                case BigDecimal v -> setDouble(window, at, fitting(v.doubleValue(), v));
                default -> throw wrongType("numbers", value);
            }
        }

        @Override
        void setLong(Window window, long at, long value) {
            setDouble(window, at, (double) value);
        }

        @Override
        void setDouble(Window window, long at, double value) {
            switch (size()) {
                case 2 -> bits.set(window, at, half(value));
                case 4 -> bits.set(window, at, Float.floatToRawIntBits(single(value)));
                default -> bits.set(window, at, Double.doubleToRawLongBits(value));
            }
        }

        private float single(double value) {
            float stored = (float) value;
            if (Float.isInfinite(stored) && !Double.isInfinite(value) && !overflowsToInfinity) {
                throw tooLarge(value);
            }
            return stored;
        }

        private short half(double value) {
            if (Math.abs(value) >= HALF_LIMIT && !Double.isInfinite(value)) {
                throw tooLarge(value);
            }
            // Through float the value would be rounded twice; rounding to odd first makes the
            // second rounding exact.
            float near = (float) value;
            if (near != value && !Double.isNaN(value) && (Float.floatToRawIntBits(near) & 1) == 0) {
                near = near < value ? Math.nextUp(near) : Math.nextDown(near);
            }
            return Float.floatToFloat16(near);
        }

        private double fitting(double value, Object exact) {
            if (Double.isInfinite(value)) {
                throw tooLarge(exact);
            }
            return value;
        }

        private IllegalArgumentException tooLarge(Object value) {
            return new IllegalArgumentException(
                    "value " + value + " is too large for format '" + code + "'");
        }
    }

    static final class Truth extends Element {
        Truth() {
            super('?', 1);
        }

        @Override
        Object get(Window window, long at) {
            return RawBits.getByte(window, at) != 0;
        }

        @Override
        void set(Window window, long at, Object value) {
            if (!(value instanceof Boolean truth)) {
                throw wrongType("a Boolean", value);
            }
            RawBits.set(window, at, (byte) (truth ? 1 : 0));
        }
    }

    static final class Single extends Element {
        Single() {
            super('c', 1);
        }

        @Override
        Object get(Window window, long at) {
            return Bytes.of(RawBits.getByte(window, at) & 0xFF);
        }

        @Override
        void set(Window window, long at, Object value) {
            if (!(value instanceof Bytes bytes)) {
                throw wrongType("a Bytes of length 1", value);
            }
            if (bytes.length() != 1) {
                throw new IllegalArgumentException(
                        "format 'c' takes a Bytes of length 1, not of length " + bytes.length());
            }
            RawBits.set(window, at, (byte) bytes.get(0));
        }
    }
}
