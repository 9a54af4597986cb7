package io.zenview.media;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Goes through the samples of one track in all fragments from one on.
final class FragmentCursor extends SampleCursor {
    static final int MOOF = Box.type("moof");
    private static final int TRAF = Box.type("traf");

    private final Map<Long, TrackDefaults> defaults;
    private final long track;
    private final Boxes outermost;
    private @Nullable Boxes trafs;
    private TrackFragment.@Nullable Runs runs;
    private @Nullable FragmentRun run;
    private long moof;
    private @Nullable TrackFragment before;
    private long bareBytes;
    private long next;
    private long offset;
    private long size;
    private long ahead;
    private long keyPassed = -1;
    private FragmentSamples.@Nullable Place place;

    /// Stands before the first sample.
    ///
    /// @param file the whole file
    /// @param from where to look for fragments
    /// @param number of the first sample that will be found
    /// @param decodeTime of it, unless the fragment says something else
    FragmentCursor(
            Box file,
            long from,
            long track,
            Map<Long, TrackDefaults> defaults,
            long number,
            long decodeTime)
            throws MalformedFilmException {
        this.outermost = file.children(from);
        this.track = track;
        this.defaults = defaults;
        this.number = number - 1;
        this.decodeTime = decodeTime;
    }

    @Override
    boolean next() {
        try {
            return advance();
        } catch (MalformedFilmException e) {
            throw changed(e);
        }
    }

    /// The same as [#next] for fragments that nobody has looked at yet.
    boolean advance() throws MalformedFilmException {
        while (run == null || next >= run.count()) {
            if (!nextRun()) {
                return false;
            }
        }
        FragmentRun here = run;
        offset += size;
        decodeTime += ahead;
        size = here.size(next);
        duration = here.duration(next);
        ahead = duration;
        compositionOffset = here.composition(next);
        next++;
        number++;
        return true;
    }

    /// Goes on, by as much as it can at once: over all that is left of a run if each of its samples
    /// is before a number and decoded by a time, and otherwise by one sample. To look at every
    /// sample on the way to one would make a long fragment as slow as a short film.
    ///
    /// After a leap it stands on the run's last sample, whose place in the file it doesn't know.
    ///
    /// @param before a sample's number
    /// @param until ticks
    /// @return false if there was no sample left
    boolean leap(long before, long until) {
        try {
            while (run == null || next >= run.count()) {
                if (!nextRun()) {
                    return false;
                }
            }
            FragmentRun here = run;
            long left = here.count() - next;
            if (left > 1 && number + left < before) {
                long lasts = here.duration(here.count() - 1);
                long begins = decodeTime + ahead + here.ticks(next, here.count() - 1);
                if (begins <= until) {
                    long key = here.lastKey(next);
                    keyPassed = key < 0 ? keyPassed : number + 1 + key - next;
                    number += left;
                    next = here.count();
                    decodeTime = begins;
                    duration = lasts;
                    ahead = lasts;
                    compositionOffset = here.composition(next - 1);
                    return true;
                }
            }
            return advance();
        } catch (MalformedFilmException e) {
            throw changed(e);
        }
    }

    /// The last key frame that was leapt over, or -1.
    long keyPassed() {
        return keyPassed;
    }

    private static FilmCutException changed(MalformedFilmException e) {
        // All fragments were looked through when the film was opened.
        return new FilmCutException("the film has changed: " + e.getMessage(), e);
    }

    private boolean nextRun() throws MalformedFilmException {
        while (true) {
            if (runs != null && runs.next()) {
                run = runs.run();
                requireRoom(run);
                next = 0;
                offset = run.data();
                size = 0;
                return true;
            }
            if (!nextTraf()) {
                return false;
            }
        }
    }

    /// All runs without tables together: their samples can't have more bytes than the file.
    private void requireRoom(FragmentRun next) throws MalformedFilmException {
        if (next.bare()) {
            bareBytes += next.count() * next.size(0);
            if (bareBytes > outermost.parent().end()) {
                throw outermost
                        .box()
                        .malformed("the samples up to here have more bytes than the file");
            }
        }
    }

    /// Goes to the next part of a fragment that has samples of the track.
    private boolean nextTraf() throws MalformedFilmException {
        runs = null;
        while (true) {
            while (trafs != null && trafs.next()) {
                if (!trafs.box().is(TRAF)) {
                    continue;
                }
                TrackFragment fragment = new TrackFragment(trafs.box(), defaults, moof, before);
                before = fragment;
                if (fragment.track() == track) {
                    start(fragment, trafs.box());
                    return true;
                }
            }
            trafs = null;
            do {
                if (!outermost.next()) {
                    return false;
                }
            } while (!outermost.box().is(MOOF));
            moof = outermost.box().start();
            before = null;
            trafs = outermost.box().children();
        }
    }

    private void start(TrackFragment fragment, Box traf) throws MalformedFilmException {
        long time = fragment.decodeTime();
        if (time >= 0) {
            if (time < decodeTime) {
                throw traf.malformed(
                        "begins at %d, before the sample in front of it, which begins at %d"
                                .formatted(time, decodeTime));
            }
            decodeTime = time;
            ahead = 0;
        }
        if (place == null || place.fragment() != moof) {
            place = new FragmentSamples.Place(moof, number + 1, decodeTime + ahead);
        }
        runs = fragment.runs();
    }

    /// The fragment that the current sample is in, and what begins there.
    FragmentSamples.Place place() {
        if (place == null) {
            throw new IllegalStateException("there is no fragment before the first sample");
        }
        return place;
    }

    @Override
    long offset() {
        return offset;
    }

    @Override
    long size() {
        return size;
    }

    @Override
    boolean key() {
        return run != null && run.key(next - 1);
    }

    @Override
    long description() {
        return run == null ? 1 : run.description();
    }
}
