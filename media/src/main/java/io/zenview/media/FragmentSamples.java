package io.zenview.media;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Samples in fragments (`moof`), found by going through all of them once when the film is opened.
/// That is the only way to know which are there: an index of segments (`sidx`, `mfra`) counts no
/// samples, may leave out some, and would have to be checked as well.
///
/// Of every so-many-th fragment it is kept where it is, 1,024 at most. A look-up goes on from
/// there; or from where the last one ended, as each picture is looked for several times, and the
/// next one mostly is not far.
final class FragmentSamples extends Samples {
    private static final int MAX_ANCHORS = 1024;

    private final Box file;
    private final long track;
    private final Map<Long, TrackDefaults> defaults;

    private long[] fragment = new long[16];
    private long[] samplesBefore = new long[16];
    private long[] ticksBefore = new long[16];
    private long[] keyBefore = new long[16];
    private int anchors;

    /// Where the last look-up ended. Threads may overwrite each other's: any place is a right one.
    private @Nullable Place recent;

    private long count;
    private long firstTicks;
    private long endTicks;
    private long keys;
    private int least;
    private int greatest;

    /// A fragment.
    ///
    /// @param fragment where it begins in the file
    /// @param number of its first sample
    /// @param ticks when that is decoded
    record Place(long fragment, long number, long ticks) {}

    /// @param file the whole file
    /// @param from where the first fragment may begin
    /// @param startTicks when its first sample is decoded if the fragment doesn't say it
    FragmentSamples(
            Box file, long from, long track, Map<Long, TrackDefaults> defaults, long startTicks)
            throws MalformedFilmException {
        this.file = file;
        this.track = track;
        this.defaults = defaults;
        this.endTicks = startTicks;
        this.firstTicks = startTicks;
        goThrough(new FragmentCursor(file, from, track, defaults, 0, startTicks));
    }

    private void goThrough(FragmentCursor cursor) throws MalformedFilmException {
        long stride = 1;
        long fragments = 0;
        long current = -1;
        long key = -1;
        while (cursor.advance()) {
            if (cursor.place().fragment() != current) {
                current = cursor.place().fragment();
                if (fragments % stride == 0) {
                    if (anchors == MAX_ANCHORS) {
                        thin();
                        stride *= 2;
                    }
                    if (fragments % stride == 0) {
                        add(cursor, key);
                    }
                }
                fragments++;
            }
            if (cursor.number == 0) {
                firstTicks = cursor.decodeTime;
                least = (int) cursor.compositionOffset;
                greatest = least;
            }
            least = (int) Math.min(least, cursor.compositionOffset);
            greatest = (int) Math.max(greatest, cursor.compositionOffset);
            if (cursor.key()) {
                keys++;
                key = cursor.number;
            }
            endTicks = cursor.decodeTime + cursor.duration;
            count = cursor.number + 1;
        }
    }

    private void add(FragmentCursor cursor, long key) {
        if (anchors == fragment.length) {
            fragment = Arrays.copyOf(fragment, 2 * anchors);
            samplesBefore = Arrays.copyOf(samplesBefore, 2 * anchors);
            ticksBefore = Arrays.copyOf(ticksBefore, 2 * anchors);
            keyBefore = Arrays.copyOf(keyBefore, 2 * anchors);
        }
        fragment[anchors] = cursor.place().fragment();
        samplesBefore[anchors] = cursor.number;
        ticksBefore[anchors] = cursor.decodeTime;
        keyBefore[anchors] = key;
        anchors++;
    }

    /// Keeps every second one.
    private void thin() {
        anchors = (anchors + 1) / 2;
        for (int i = 0; i < anchors; i++) {
            fragment[i] = fragment[2 * i];
            samplesBefore[i] = samplesBefore[2 * i];
            ticksBefore[i] = ticksBefore[2 * i];
            keyBefore[i] = keyBefore[2 * i];
        }
    }

    @Override
    long count() {
        return count;
    }

    @Override
    long firstTicks() {
        return firstTicks;
    }

    @Override
    long endTicks() {
        return endTicks;
    }

    @Override
    long keyFrames() {
        return keys;
    }

    @Override
    int leastComposition() {
        return least;
    }

    @Override
    int greatestComposition() {
        return greatest;
    }

    @Override
    long decodedAt(long ticks) {
        Place place = place(last(ticksBefore, ticks));
        Place latest = recent;
        if (latest != null && latest.ticks <= ticks && latest.number > place.number) {
            place = latest;
        }
        FragmentCursor cursor = at(place);
        long number = cursor.number;
        Place found = cursor.place();
        while (cursor.decodeTime <= ticks) {
            number = cursor.number;
            found = cursor.place();
            if (!cursor.leap(count, ticks)) {
                break;
            }
        }
        recent = found;
        return number;
    }

    @Override
    SampleCursor from(long number) {
        Place place = place(last(samplesBefore, number));
        Place latest = recent;
        if (latest != null && latest.number <= number && latest.number > place.number) {
            place = latest;
        }
        FragmentCursor cursor = at(place);
        // Not behind the last one: a cursor that leapt there would not know where it stands.
        long wanted = Math.min(number, count - 1);
        while (cursor.number < wanted && cursor.leap(wanted, Long.MAX_VALUE)) {
            // On to the sample.
        }
        recent = cursor.place();
        return cursor;
    }

    private Place place(int anchor) {
        return new Place(fragment[anchor], samplesBefore[anchor], ticksBefore[anchor]);
    }

    /// A cursor on the first sample of a fragment.
    private FragmentCursor at(Place place) {
        try {
            FragmentCursor cursor =
                    new FragmentCursor(
                            file, place.fragment, track, defaults, place.number, place.ticks);
            cursor.next();
            return cursor;
        } catch (MalformedFilmException e) {
            throw new FilmCutException("the film has changed: " + e.getMessage(), e);
        }
    }

    private int last(long[] before, long wanted) {
        int found = Arrays.binarySearch(before, 0, anchors, wanted);
        // Of several that begin at the same time, any will do: the walk goes on behind it.
        return found >= 0 ? found : Math.max(0, -found - 2);
    }

    @Override
    long offset(long number) {
        return from(number).offset();
    }

    @Override
    long keyAtOrBefore(long number) {
        int anchor = last(samplesBefore, number);
        long key = keyBefore[anchor];
        FragmentCursor cursor = at(place(anchor));
        do {
            key = Math.max(key, cursor.keyPassed());
            if (cursor.number > number) {
                break;
            }
            if (cursor.key()) {
                key = cursor.number;
            }
        } while (cursor.leap(number, Long.MAX_VALUE));
        return key;
    }

    @Override
    void measure(Pace pace) {
        if (count == 0) {
            return;
        }
        SampleCursor cursor = from(0);
        long time = cursor.decodeTime;
        pace.composition((int) cursor.compositionOffset);
        // Samples that last as long as the one before are told of together: to hold each against
        // all standard rates took most of the time of opening a film.
        long alike = 0;
        long each = -1;
        while (cursor.next()) {
            long lasted = cursor.decodeTime - time;
            if (lasted == each) {
                alike++;
            } else {
                pace.durations(alike, each);
                pace.durations(1, lasted);
                alike = 0;
                each = lasted;
            }
            time = cursor.decodeTime;
            pace.composition((int) cursor.compositionOffset);
        }
        pace.durations(alike, each);
    }
}
