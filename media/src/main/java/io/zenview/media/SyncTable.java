package io.zenview.media;

import io.zenview.view.IntView;
import org.jspecify.annotations.Nullable;

/// At which samples decoding can start (`stss`). Without such a table, at every one; with an empty
/// one, at none.
final class SyncTable {
    private final IntView.@Nullable Swapped numbers;
    private final long samples;

    /// @param stss the box, or null
    SyncTable(@Nullable Box stss, long samples) throws MalformedFilmException {
        this.samples = samples;
        if (stss == null) {
            numbers = null;
            return;
        }
        long count = stss.u32(4);
        stss.requireTable(8, count, 32);
        IntView.Swapped table = stss.film().integers(stss.body() + 8, count);
        numbers = table;
        long before = 0;
        for (long i = 0; i < count; i++) {
            long number = table.get(i) & 0xffff_ffffL;
            if (number <= before) {
                throw stss.malformed(
                        "sample %d comes after sample %d; they have to ascend from 1"
                                .formatted(number, before));
            }
            before = number;
        }
        if (before > samples) {
            throw stss.malformed("sample %d, but there are %d".formatted(before, samples));
        }
    }

    long count() {
        return numbers == null ? samples : numbers.length();
    }

    boolean isKey(long sample) {
        return numbers == null || atOrBefore(sample) == sample;
    }

    /// The last one at or before a sample, or -1.
    long atOrBefore(long sample) {
        IntView.Swapped table = numbers;
        if (table == null) {
            return sample;
        }
        long low = -1;
        long high = table.length() - 1;
        while (low < high) {
            long middle = (low + high + 1) >> 1;
            if ((table.get(middle) & 0xffff_ffffL) <= sample + 1) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low < 0 ? -1 : (table.get(low) & 0xffff_ffffL) - 1;
    }
}
