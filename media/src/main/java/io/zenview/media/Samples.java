package io.zenview.media;

import java.util.Objects;

/// The samples of a track by number and by time, wherever their tables are.
abstract class Samples {
    /// Decoders keep 16 pictures back at most, so the last one shown is among the last ones
    /// decoded; and whatever a broken table says, a look at the end of a film ends.
    private static final long LAST_ONES = 256;

    abstract long count();

    /// When the first one is decoded.
    abstract long firstTicks();

    /// When the last one is over, in decoding time.
    abstract long endTicks();

    abstract long keyFrames();

    abstract int leastComposition();

    abstract int greatestComposition();

    /// The last sample that is decoded at a time or before it; the first one if there is none.
    abstract long decodedAt(long ticks);

    /// A cursor that stands on a sample.
    abstract SampleCursor from(long number);

    /// Where a sample begins in the file.
    abstract long offset(long number);

    /// The last key frame at or before a sample in decoding order, or -1.
    abstract long keyAtOrBefore(long number);

    /// Looks at durations and composition offsets.
    abstract void measure(Pace pace);

    final Sample sample(long number) {
        Objects.checkIndex(number, count());
        return from(number).sample();
    }

    /// The sample that is shown at a time: of those whose presentation has begun, the one that
    /// began last. If none has begun, the first that will.
    final long shownAt(long ticks) {
        int least = leastComposition();
        int greatest = greatestComposition();
        if (least == greatest) {
            return decodedAt(ticks - least);
        }
        // Samples from here on may be shown by then, and one that is certainly shown by then is
        // this; what was decoded so much earlier than it was shown earlier.
        long surely = decodedAt(Math.subtractExact(ticks, greatest));
        SampleCursor cursor = from(surely);
        long shownSurely = cursor.presentationTime();
        long first = decodedAt(Math.min(shownSurely, ticks) - greatest);
        if (first < surely) {
            cursor = from(first);
        }
        long best = -1;
        long bestTime = Long.MIN_VALUE;
        long earliest = cursor.number;
        long earliestTime = Long.MAX_VALUE;
        do {
            if (cursor.decodeTime + least > ticks && cursor.number > surely && best >= 0) {
                break;
            }
            long time = cursor.presentationTime();
            if (time <= ticks && time >= bestTime) {
                best = cursor.number;
                bestTime = time;
            }
            if (time < earliestTime) {
                earliest = cursor.number;
                earliestTime = time;
            }
            if (best < 0 && cursor.decodeTime + least > earliestTime) {
                break;
            }
        } while (cursor.next());
        return best >= 0 ? best : earliest;
    }

    /// When the last sample to be shown is over.
    final long shownUntil() {
        if (count() == 0) {
            return 0;
        }
        SampleCursor cursor = from(Math.max(0, count() - LAST_ONES));
        long until = Long.MIN_VALUE;
        do {
            until = Math.max(until, cursor.presentationTime() + cursor.duration);
        } while (cursor.next());
        return until;
    }

    /// The key frame from which decoding has to start to show a sample: at or before it, and not
    /// shown after it (as pictures are that refer to what comes before the key frame).
    final long keyFrameFor(long number) {
        Objects.checkIndex(number, count());
        long key = keyAtOrBefore(number);
        if (key < 0 || key == number || leastComposition() == greatestComposition()) {
            return Math.max(0, key);
        }
        long shown = from(number).presentationTime();
        while (key > 0 && from(key).presentationTime() > shown) {
            key = keyAtOrBefore(key - 1);
        }
        return Math.max(0, key);
    }
}
