package io.zenview.view;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Equality of element values across formats, as Python's `==` sees them.
final class Values {
    private Values() {}

    /// Whether two elements of this format are equal exactly when their bytes are.
    static boolean sameBitsMeanEqual(Format format) {
        RecordLayout record = format.layout();
        if (record != null) {
            return record.exact();
        }
        // Reals have NaN and two zeros; a truth value is any non-zero byte; a Pascal string ends
        // before its bytes do.
        return "efd?p".indexOf(format.code()) < 0;
    }

    static boolean equal(Object a, Object b) {
        if (a instanceof List<?> list && b instanceof List<?> other) {
            return equalLists(list, other);
        }
        Object x = plain(a);
        Object y = plain(b);
        if (x instanceof Double d && y instanceof Double e) {
            return d.doubleValue() == e.doubleValue();
        }
        if (x instanceof Number m && y instanceof Number n && x.getClass() != y.getClass()) {
            BigDecimal left = exact(m);
            BigDecimal right = exact(n);
            return left != null && right != null && left.compareTo(right) == 0;
        }
        if (x instanceof BigDecimal m && y instanceof BigDecimal n) {
            // 1.0 and 1.00 are one number, though `equals` tells them apart.
            return m.compareTo(n) == 0;
        }
        return x.equals(y);
    }

    /// Numbers of fewer bits, and truth values, in the type that elements are read as.
    private static Object plain(Object value) {
        return switch (value) {
            case Boolean truth -> truth ? 1L : 0L;
            case Integer v -> v.longValue();
            case Short v -> v.longValue();
            case Byte v -> v.longValue();
            case Float v -> v.doubleValue();
            default -> value;
        };
    }

    private static boolean equalLists(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// The number without any rounding, or null for infinities and NaN.
    private static @Nullable BigDecimal exact(Number number) {
        return switch (number) {
            case BigDecimal big -> big;
            case BigInteger big -> new BigDecimal(big);
            case Double d -> Double.isFinite(d) ? new BigDecimal(d) : null;
            default -> BigDecimal.valueOf(number.longValue());
        };
    }
}
