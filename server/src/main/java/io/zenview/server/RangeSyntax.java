package io.zenview.server;

import io.zenview.server.RangeSet.ByteRange;
import org.jspecify.annotations.Nullable;

/// Walks over the ranges of a `Range` header, from left to right and never back.
final class RangeSyntax {
    private static final String UNIT = "bytes=";

    private final CharSequence text;
    private int at;

    private long first;
    private long last;
    private boolean suffix;

    private RangeSyntax(CharSequence text, int at) {
        this.text = text;
        this.at = at;
    }

    /// @throws IllegalArgumentException if the unit is another one
    static RangeSyntax of(CharSequence header) {
        for (int i = 0; i < UNIT.length(); i++) {
            if (i >= header.length() || lower(header.charAt(i)) != UNIT.charAt(i)) {
                throw new IllegalArgumentException("the unit of a range is bytes");
            }
        }
        return new RangeSyntax(header, UNIT.length());
    }

    /// ASCII only: the Kelvin sign is no k.
    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    /// Goes on to the next range; empty elements of the list are skipped.
    ///
    /// @return false at the end
    /// @throws IllegalArgumentException if there is something else
    boolean next() {
        skipBlanks();
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            skipBlanks();
        }
        if (at == text.length()) {
            return false;
        }
        int firstAt = at;
        first = number();
        int firstEnd = at;
        if (at == text.length() || text.charAt(at) != '-') {
            throw new IllegalArgumentException("a range has a hyphen, unlike what is at " + at);
        }
        int lastAt = ++at;
        last = number();
        int lastEnd = at;
        suffix = firstAt == firstEnd;
        if (lastAt == lastEnd) {
            last = Long.MAX_VALUE;
            if (suffix) {
                throw new IllegalArgumentException("a range has a number, unlike what is at " + at);
            }
        } else if (!suffix && isGreater(firstAt, firstEnd, lastAt, lastEnd)) {
            throw new IllegalArgumentException("a range does not end before it starts, at " + at);
        }
        skipBlanks();
        if (at < text.length() && text.charAt(at) != ',') {
            throw new IllegalArgumentException("a comma separates ranges, unlike what is at " + at);
        }
        return true;
    }

    boolean isSuffix() {
        return suffix;
    }

    /// The last byte, or the number of bytes of a suffix; the greatest `long` if it is greater than
    /// that, or open.
    long last() {
        return last;
    }

    /// The range of something that has `size` bytes.
    ///
    /// @return null if there are none
    @Nullable ByteRange resolve(long size) {
        if (suffix) {
            return last == 0 || size == 0 ? null : new ByteRange(Math.max(0, size - last), size);
        }
        return first >= size ? null : new ByteRange(first, last < size ? last + 1 : size);
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    /// Reads digits, if there are any; numbers beyond a `long` are the greatest one.
    private long number() {
        long value = 0;
        for (; at < text.length(); at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = value > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : value * 10 + digit;
        }
        return value;
    }

    /// Whether one number is greater than another, however long they are.
    private boolean isGreater(int oneAt, int oneEnd, int otherAt, int otherEnd) {
        if (first != Long.MAX_VALUE || last != Long.MAX_VALUE) {
            return first > last;
        }
        int one = skipZeros(oneAt, oneEnd);
        int other = skipZeros(otherAt, otherEnd);
        if (oneEnd - one != otherEnd - other) {
            return oneEnd - one > otherEnd - other;
        }
        for (; one < oneEnd; one++, other++) {
            if (text.charAt(one) != text.charAt(other)) {
                return text.charAt(one) > text.charAt(other);
            }
        }
        return false;
    }

    private int skipZeros(int from, int end) {
        int i = from;
        while (i < end && text.charAt(i) == '0') {
            i++;
        }
        return i;
    }
}
