/// One million numbers doubled in place. The typed view is taken once, outside the loop: then the loop runs as fast as over the
/// raw array, whatever memory the numbers lie in.

import io.zenview.view.*;

void main() {
    long[] largeArray = LongStream.range(0, 1_000_000).toArray();
    LongView numbers = MemoryView.of(largeArray).asLongs();
    for (long i = 0; i < numbers.length(); i++) {
        numbers.set(i, numbers.get(i) * 2);
    }
    IO.println(Arrays.toString(Arrays.copyOf(largeArray, 10)));
    //> [0, 2, 4, 6, 8, 10, 12, 14, 16, 18]
}
