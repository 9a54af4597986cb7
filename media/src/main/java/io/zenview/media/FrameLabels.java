package io.zenview.media;

/// The labels of a film's frames: at which rate they count, whether some are dropped, and which one
/// the first frame has.
///
/// @param film what errors call the film
/// @param start the first frame's label
/// @param said whether the film says so itself
/// @param frameRate frames per second; cameras label every second frame at high rates
/// @param frames how many frames there are
record FrameLabels(String film, Timecode start, boolean said, FrameRate frameRate, long frames) {

    static FrameLabels read(FilmBytes film, Movie movie, ShownFrames frames)
            throws MalformedFilmException {
        FrameRate rate = frames.rate().standard();
        Timecode start = Timecode.ofFrame(0, rate, false);
        Track track = movie.timecode();
        SampleEntry.Counting counting = track == null ? null : track.entry().counting();
        boolean said = false;
        if (track != null
                && counting != null
                && counting.timescale() > 0
                && counting.frameDuration() > 0) {
            Sample first = track.samples().sample(0);
            if (first.offset() >= 0 && first.size() >= 4 && first.offset() <= film.size() - 4) {
                FrameRate counted =
                        new FrameRate(counting.timescale(), counting.frameDuration()).standard();
                boolean drop = counting.dropFrame() && counted.droppedPerMinute() > 0;
                start = Timecode.ofFrame(film.s32(first.offset()), counted, drop);
                said = true;
            }
        }
        return new FrameLabels(film.name(), start, said, frames.rate(), frames.count());
    }

    /// The label of a frame.
    Timecode of(long frame) {
        return start.plus(perFrame() ? frame : labelsIn(frame));
    }

    /// The number of the frame with a label.
    ///
    /// @param behind whether the label after the last frame is one as well
    long frame(CharSequence text, boolean behind) {
        boolean drop = start.dropFrame() || (!said && asksForDropping(text));
        FrameRate rate = start.rate();
        long label = Timecode.frameNumber(text, rate, drop);
        long first = drop == start.dropFrame() ? start.frameNumber() : 0;
        long day = Timecode.framesPerDay(rate, drop);
        long since = label - first;
        if (since < 0) {
            since += day;
        }
        long frame = perFrame() ? since : firstFrameOf(since);
        if (frame < frames || (behind && frame == frames)) {
            return frame;
        }
        throw outside(text, drop, frame);
    }

    private boolean asksForDropping(CharSequence text) {
        if (text.length() < 9 || start.rate().droppedPerMinute() == 0) {
            return false;
        }
        char separator = text.charAt(8);
        return separator == ';' || separator == '.' || separator == ',';
    }

    private boolean perFrame() {
        return start.rate().equals(frameRate) || start.rate().equals(frameRate.standard());
    }

    /// How many labels have begun by a frame: floor(frame · label rate / frame rate).
    private long labelsIn(long frame) {
        return (long) (frame * ratio() + 1e-6);
    }

    private long firstFrameOf(long label) {
        return (long) Math.ceil(label / ratio() - 1e-6);
    }

    private double ratio() {
        return start.rate().framesPerSecond() / frameRate.framesPerSecond();
    }

    private TimecodeException outside(CharSequence text, boolean drop, long frame) {
        FrameRate rate = start.rate();
        Timecode first = drop == start.dropFrame() ? start : Timecode.ofFrame(0, rate, drop);
        if (frames == 0) {
            return new TimecodeException(text.toString(), null, film + " has no frames");
        }
        long last = perFrame() ? frames - 1 : labelsIn(frames - 1);
        return new TimecodeException(
                text.toString(),
                null,
                "%s has the labels from %s to %s, so not %s, which would be frame %d of %d"
                        .formatted(
                                film,
                                first,
                                first.plus(last),
                                Timecode.parse(text, rate, drop),
                                frame,
                                frames));
    }
}
