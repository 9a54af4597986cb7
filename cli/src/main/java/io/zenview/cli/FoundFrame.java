package io.zenview.cli;

import io.zenview.media.Frame;
import io.zenview.media.MediaTime;
import io.zenview.media.Mp4Index;
import java.util.OptionalLong;

/// A frame that was looked for, and the film in which it was found.
///
/// @param film the film's index, open
/// @param frame what was found in it
record FoundFrame(Mp4Index film, Frame frame) {

    /// Ticks per second of the clock in which samples have their times.
    long timescale() {
        return frame.time().timescale();
    }

    boolean isKeyFrame() {
        return frame.sample().number() == frame.keyFrame().number();
    }

    /// The number of the frame from which decoding has to start.
    ///
    /// @return nothing if it has none: an edit list hides it, or it passes between two labels
    OptionalLong keyFrameNumber() {
        if (isKeyFrame()) {
            return OptionalLong.of(frame.number());
        }
        // Within one edit both are shown as far apart as their times of presentation are.
        long apart = frame.sample().presentationTime() - frame.keyFrame().presentationTime();
        long shown = frame.time().value() - apart;
        if (apart < 0 || shown < 0) {
            return OptionalLong.empty();
        }
        long number = film.frameAt(new MediaTime(shown, timescale())).number();
        // At a variable rate a label shows what is shown in its middle, so it may be the next.
        for (long at = number; at <= Math.min(number + 1, frame.number()); at++) {
            if (film.frame(at).sample().number() == frame.keyFrame().number()) {
                return OptionalLong.of(at);
            }
        }
        return OptionalLong.empty();
    }
}
