package io.zenview.media;

import java.util.Arrays;

/// Numbers, as many as come.
final class LongList {
    private long[] numbers = new long[64];
    private int length;

    void add(long number) {
        if (length == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * length);
        }
        numbers[length++] = number;
    }

    long get(int index) {
        return numbers[index];
    }

    void increase(int index, long by) {
        numbers[index] += by;
    }

    int length() {
        return length;
    }
}
