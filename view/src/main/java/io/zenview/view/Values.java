package io.zenview.view;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

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
        Object x = a instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : a;
        Object y = b instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : b;
        if (x instanceof Double d && y instanceof Double e) {
            return d.doubleValue() == e.doubleValue();
        }
        if (x instanceof Double d) {
            return y instanceof Number n && equalExactly(d, n);
        }
        if (y instanceof Double d) {
            return x instanceof Number n && equalExactly(d, n);
        }
        return x.equals(y);
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

    /// Exact: a `long` is not rounded to a `double` first.
    private static boolean equalExactly(double real, Number whole) {
        if (!Double.isFinite(real)) {
            return false;
        }
        BigDecimal exact =
                whole instanceof BigInteger big
                        ? new BigDecimal(big)
                        : BigDecimal.valueOf(whole.longValue());
        return new BigDecimal(real).compareTo(exact) == 0;
    }
}
