package io.zenview.media;

/// The pictures that a track shows, numbered from the first one, whatever its edit list does.
///
/// At a constant rate a number stands for a picture: the one shown in the middle of its interval.
/// At a variable rate it stands for an interval of the nominal rate, and for the picture shown in
/// the middle of that.
final class ShownFrames {
    private final Samples samples;
    private final Timeline timeline;
    private final FrameRate rate;
    private final boolean constant;
    private final long uniformTicks;
    private final double ticksPerFrame;

    /// For each edit: the number of its first frame, and when that begins in the track.
    private final long[] firstFrame;

    private final long[] origin;

    /// When the first frame is shown.
    private final long shownFrom;

    private final long count;

    /// @param timescale ticks per second of the track
    /// @param tolerance ticks that durations of edits may be off by
    ShownFrames(Samples samples, Timeline timeline, long timescale, double tolerance) {
        this.samples = samples;
        this.timeline = timeline;
        Pace pace = new Pace(timescale);
        samples.measure(pace);
        this.rate = pace.rate(samples.endTicks() - samples.firstTicks());
        this.constant = pace.constant() || samples.count() == 1;
        this.uniformTicks = pace.uniformTicks();
        this.ticksPerFrame = (double) timescale * rate.denominator() / rate.numerator();
        int edits = timeline.edits().size();
        this.firstFrame = new long[edits];
        this.origin = new long[edits];
        double slack = Math.min(tolerance, ticksPerFrame / 2);
        long frames = 0;
        long first = -1;
        for (int i = 0; i < edits; i++) {
            Timeline.Edit edit = timeline.edits().get(i);
            firstFrame[i] = frames;
            if (edit.isEmpty()) {
                continue;
            }
            origin[i] = time(samples.shownAt(edit.mediaFrom()));
            long from = edit.shownFrom() + Math.max(0, origin[i] - edit.mediaFrom());
            if (first < 0) {
                first = from;
            }
            if (constant) {
                frames += frames(edit, origin[i], slack);
            }
        }
        this.shownFrom = Math.max(0, first);
        this.count =
                constant
                        ? frames
                        : (long)
                                Math.ceil(
                                        (timeline.duration() - shownFrom - slack) / ticksPerFrame);
    }

    /// How many frames an edit shows at a constant rate, the last one perhaps in part.
    private long frames(Timeline.Edit edit, long begins, double slack) {
        if (edit.mediaUntil() >= samples.shownUntil()) {
            // Whatever the last sample says of its own duration, as 0: who wrote it didn't know.
            double last = (samples.lastShownAt() - begins) / ticksPerFrame;
            return Math.max(0, Math.round(last) + 1);
        }
        double length = edit.mediaUntil() - begins - slack;
        return Math.max(0, (long) Math.ceil(length / ticksPerFrame));
    }

    private long time(long sample) {
        return samples.from(sample).presentationTime();
    }

    FrameRate rate() {
        return rate;
    }

    boolean constant() {
        return constant;
    }

    long count() {
        return Math.max(0, count);
    }

    /// The sample that a frame shows.
    long sampleOf(long frame) {
        if (!constant) {
            return sampleShownAt(shownFrom + (long) ((frame + 0.5) * ticksPerFrame));
        }
        int edit = editOf(frame);
        long within = frame - firstFrame[edit];
        long ticks =
                uniformTicks > 0
                        ? within * uniformTicks + uniformTicks / 2
                        : (long) ((within + 0.5) * ticksPerFrame);
        return samples.shownAt(origin[edit] + ticks);
    }

    /// The last edit whose frames begin at or before this one, and that shows something.
    private int editOf(long frame) {
        int edit = firstFrame.length - 1;
        while (edit > 0 && (firstFrame[edit] > frame || timeline.edits().get(edit).isEmpty())) {
            edit--;
        }
        while (edit < firstFrame.length - 1 && timeline.edits().get(edit).isEmpty()) {
            edit++;
        }
        return edit;
    }

    /// When a frame begins to be shown, from the start of the film.
    long shownAt(long frame, long sample) {
        long media = time(sample);
        Timeline.Edit edit =
                timeline.edits()
                        .get(
                                constant
                                        ? editOf(frame)
                                        : editAt(
                                                shownFrom
                                                        + (long) ((frame + 0.5) * ticksPerFrame)));
        return edit.shownFrom() + Math.max(0, media - edit.mediaFrom());
    }

    /// The frame shown at a time from the start of the film; the first one if nothing is shown yet.
    long numberAt(long ticks) {
        if (ticks <= shownFrom) {
            return 0;
        }
        if (!constant) {
            return clamp((long) ((ticks - shownFrom) / ticksPerFrame));
        }
        int at = editAt(ticks);
        Timeline.Edit edit = timeline.edits().get(at);
        if (edit.isEmpty()) {
            // What was shown last stays.
            return clamp(firstFrame[at] - 1);
        }
        long media = edit.mediaFrom() + (ticks - edit.shownFrom());
        // Through the sample, whose beginning may be a tick beside where the rate has it.
        long begins = time(samples.shownAt(media));
        return clamp(firstFrame[at] + Math.round((begins - origin[at]) / ticksPerFrame));
    }

    private long clamp(long frame) {
        return Math.clamp(frame, 0, Math.max(0, count() - 1));
    }

    /// The sample shown at a time from the start of the film; the first one if nothing is shown
    /// yet.
    long sampleAt(long ticks) {
        return sampleShownAt(Math.max(ticks, shownFrom));
    }

    private long sampleShownAt(long ticks) {
        Timeline.Edit edit = timeline.edits().get(editAt(ticks));
        if (edit.isEmpty()) {
            return samples.shownAt(
                    edit.shownFrom() == 0 ? Long.MIN_VALUE / 4 : before(edit).mediaUntil() - 1);
        }
        return samples.shownAt(edit.mediaFrom() + (ticks - edit.shownFrom()));
    }

    private Timeline.Edit before(Timeline.Edit gap) {
        return timeline.edits().get(Math.max(0, timeline.edits().indexOf(gap) - 1));
    }

    private int editAt(long ticks) {
        int low = 0;
        int high = timeline.edits().size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (timeline.edits().get(middle).shownFrom() <= ticks) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
