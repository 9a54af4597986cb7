package io.zenview.media;

/// Samples of which the first ones have their tables in the `moov` and the others are in fragments.
final class JoinedSamples extends Samples {
    private final Samples first;
    private final Samples second;
    private final long split;

    /// @param first not empty
    /// @param second not empty
    JoinedSamples(Samples first, Samples second) {
        this.first = first;
        this.second = second;
        this.split = first.count();
    }

    @Override
    long count() {
        return split + second.count();
    }

    @Override
    long firstTicks() {
        return first.firstTicks();
    }

    @Override
    long endTicks() {
        return second.endTicks();
    }

    @Override
    long keyFrames() {
        return first.keyFrames() + second.keyFrames();
    }

    @Override
    int leastComposition() {
        return Math.min(first.leastComposition(), second.leastComposition());
    }

    @Override
    int greatestComposition() {
        return Math.max(first.greatestComposition(), second.greatestComposition());
    }

    @Override
    long decodedAt(long ticks) {
        return ticks < second.firstTicks()
                ? first.decodedAt(ticks)
                : split + second.decodedAt(ticks);
    }

    @Override
    SampleCursor from(long number) {
        return new Cursor(number);
    }

    @Override
    long offset(long number) {
        return number < split ? first.offset(number) : second.offset(number - split);
    }

    @Override
    long keyAtOrBefore(long number) {
        if (number >= split) {
            long key = second.keyAtOrBefore(number - split);
            if (key >= 0) {
                return split + key;
            }
        }
        return first.keyAtOrBefore(Math.min(number, split - 1));
    }

    @Override
    void measure(Pace pace) {
        first.measure(pace);
        long lastBegins = first.from(split - 1).decodeTime;
        pace.durations(1, second.firstTicks() - lastBegins);
        second.measure(pace);
    }

    private final class Cursor extends SampleCursor {
        private SampleCursor inner;
        private boolean inSecond;

        Cursor(long number) {
            inSecond = number >= split;
            inner = inSecond ? second.from(number - split) : first.from(number);
            read();
        }

        private void read() {
            number = inner.number + (inSecond ? split : 0);
            decodeTime = inner.decodeTime;
            duration = inner.duration;
            compositionOffset = inner.compositionOffset;
        }

        @Override
        boolean next() {
            if (!inner.next()) {
                if (inSecond) {
                    return false;
                }
                inSecond = true;
                inner = second.from(0);
            }
            read();
            return true;
        }

        @Override
        long offset() {
            return inner.offset();
        }

        @Override
        long size() {
            return inner.size();
        }

        @Override
        boolean key() {
            return inner.key();
        }

        @Override
        long description() {
            return inner.description();
        }
    }
}
