package io.zenview.media;

import org.jspecify.annotations.Nullable;

/// A label of a frame, `HH:MM:SS:FF` (SMPTE ST 12-1), of a day that has 24 hours.
///
/// A label is no time: `01:09:14:28` is frame 124,648 if 30 labels make a second, frame 124,522 if
/// labels are dropped as well, and does not exist at 25. So a label always knows its rate and its
/// way of counting.
///
/// In text, hours, minutes, seconds and frames have two digits each (ASCII's); where a second has
/// more than 100 labels, frames are written with three and read with two or three. `:` before the
/// frames stands for non-drop counting and `;`, `.` or `,` for drop-frame.
///
/// **Drop-frame** counting leaves out labels, no frames: at 29.97 the labels `;00` and `;01` of
/// each minute but every tenth, so that `00:00:59;29` is followed by `00:01:00;02`, and at 59.94
/// `;00` to `;03`. Labels stay within a few frames of the clock then, 3.6 seconds in an hour better
/// than without.
///
/// All arithmetic is in whole frames and goes around at 24 hours.
///
/// @param rate frames per second
/// @param dropFrame whether labels are left out, see [FrameRate#droppedPerMinute]
/// @param hours 0 to 23
/// @param minutes 0 to 59
/// @param seconds 0 to 59
/// @param frames 0 to one less than [FrameRate#labelsPerSecond]
public record Timecode(
        FrameRate rate, boolean dropFrame, int hours, int minutes, int seconds, int frames)
        implements Comparable<Timecode> {
    private static final int MINUTES_PER_DAY = 24 * 60;

    /// Checks that the label exists.
    ///
    /// @throws TimecodeException if it does not, naming the next one that does; or if labels are
    ///   dropped at a rate where there is no such thing
    public Timecode {
        numberOf(null, rate, dropFrame, dropFrame, hours, minutes, seconds, frames);
    }

    /// Reads a label whose separators tell how it counts.
    ///
    /// @param text as in `01:09:14:28` or `01:09:14;28`
    /// @param rate frames per second
    /// @return the label
    /// @throws TimecodeException if the text is no label, or one that does not exist at this rate
    public static Timecode parse(CharSequence text, FrameRate rate) {
        int digits = digits(text, rate);
        boolean drop = LabelText.isDropSeparator(text);
        return ofFrame(numberOf(text, rate, drop, drop, digits), rate, drop);
    }

    /// Reads a label where the way of counting is known, as in a film: `:` is then as good as `;`.
    ///
    /// @param text as in `01:09:14:28`
    /// @param rate frames per second
    /// @param dropFrame the way of counting
    /// @return the label
    /// @throws TimecodeException if the text is no label, or one that does not exist, or is written
    ///   with `;`, `.` or `,` where labels are not dropped; or if labels are dropped at a rate
    ///   where there is no such thing
    public static Timecode parse(CharSequence text, FrameRate rate, boolean dropFrame) {
        return ofFrame(frameNumber(text, rate, dropFrame), rate, dropFrame);
    }

    /// The number of the frame that a label stands for, without making an object of it: some 20
    /// nanoseconds.
    ///
    /// @param text as in [#parse(CharSequence, FrameRate, boolean)]
    /// @param rate frames per second
    /// @param dropFrame the way of counting
    /// @return frames since `00:00:00:00`
    /// @throws TimecodeException as [#parse(CharSequence, FrameRate, boolean)]
    public static long frameNumber(CharSequence text, FrameRate rate, boolean dropFrame) {
        int digits = digits(text, rate);
        return numberOf(text, rate, dropFrame, LabelText.isDropSeparator(text), digits);
    }

    private static int digits(CharSequence text, FrameRate rate) {
        int labels = rate.labelsPerSecond();
        int digits = LabelText.digits(text, labels);
        if (digits == LabelText.NONE) {
            throw LabelText.noLabel(text, labels);
        }
        return digits;
    }

    private static long numberOf(
            CharSequence text, FrameRate rate, boolean drop, boolean written, int digits) {
        int clock = digits / 1000;
        return numberOf(
                text,
                rate,
                drop,
                written,
                clock / 10_000,
                clock / 100 % 100,
                clock % 100,
                digits % 1000);
    }

    /// @param written whether it is written as one of drop-frame counting
    private static long numberOf(
            @Nullable CharSequence text,
            FrameRate rate,
            boolean drop,
            boolean written,
            int hours,
            int minutes,
            int seconds,
            int frames) {
        int labels = rate.labelsPerSecond();
        int dropped = drop ? rate.droppedPerMinute() : 0;
        if ((hours | minutes | seconds | frames) < 0
                || hours > 23
                || minutes > 59
                || seconds > 59
                || frames >= labels
                || (frames < dropped && seconds == 0 && minutes % 10 != 0)) {
            throw LabelText.impossible(text, rate, dropped > 0, hours, minutes, seconds, frames);
        }
        if ((drop || written) && dropped == 0) {
            throw LabelText.noDropping(
                    text, rate, LabelText.of(labels, false, hours, minutes, seconds, frames));
        }
        int minute = 60 * hours + minutes;
        return (long) labels * (60 * minute + seconds)
                + frames
                - (long) dropped * (minute - minute / 10);
    }

    /// The label of a frame.
    ///
    /// @param frameNumber frames since `00:00:00:00`; days more or less go around
    /// @param rate frames per second
    /// @param dropFrame the way of counting
    /// @return the label
    /// @throws TimecodeException if labels are to be dropped at a rate where there is no such thing
    public static Timecode ofFrame(long frameNumber, FrameRate rate, boolean dropFrame) {
        int labels = rate.labelsPerSecond();
        long label = Math.floorMod(frameNumber, framesPerDay(rate, dropFrame));
        if (dropFrame) {
            // Ten minutes, of which the first has all its labels, are the same all day.
            int dropped = rate.droppedPerMinute();
            int firstMinute = 60 * labels;
            int tenMinutes = 10 * firstMinute - 9 * dropped;
            long tens = label / tenMinutes;
            long rest = label % tenMinutes;
            long later =
                    rest < firstMinute ? 0 : 1 + (rest - firstMinute) / (firstMinute - dropped);
            label += dropped * (9 * tens + later);
        }
        int second = (int) (label / labels);
        return new Timecode(
                rate,
                dropFrame,
                second / 3600,
                second / 60 % 60,
                second % 60,
                (int) (label % labels));
    }

    /// How many frames a day has, that is, labels: 2,589,408 at 29.97 drop-frame.
    ///
    /// @param rate frames per second
    /// @param dropFrame the way of counting
    /// @return frames
    /// @throws TimecodeException if labels are to be dropped at a rate where there is no such thing
    public static long framesPerDay(FrameRate rate, boolean dropFrame) {
        int dropped = dropFrame ? rate.droppedPerMinute() : 0;
        if (dropFrame && dropped == 0) {
            throw LabelText.noDropping(rate);
        }
        return 60L * MINUTES_PER_DAY * rate.labelsPerSecond()
                - (long) dropped * (MINUTES_PER_DAY - MINUTES_PER_DAY / 10);
    }

    /// The number of the frame that this label stands for.
    ///
    /// @return frames since `00:00:00:00`
    public long frameNumber() {
        return numberOf(null, rate, dropFrame, dropFrame, hours, minutes, seconds, frames);
    }

    /// The label so many frames later, around midnight if need be.
    ///
    /// @param count frames, negative for earlier ones
    /// @return the label
    public Timecode plus(long count) {
        // Less than a day, lest the sum overflows.
        long later = Math.floorMod(count, framesPerDay(rate, dropFrame));
        return ofFrame(frameNumber() + later, rate, dropFrame);
    }

    /// How many frames lie between an earlier label and this one, around midnight if need be.
    ///
    /// @param start a label of the same rate and way of counting
    /// @return frames, from 0 to one less than a day
    /// @throws IllegalArgumentException if it counts another way
    public long framesSince(Timecode start) {
        ensureSameCounting(start);
        return Math.floorMod(frameNumber() - start.frameNumber(), framesPerDay(rate, dropFrame));
    }

    /// Orders by frame number; only labels that count the same way can be ordered.
    ///
    /// @throws IllegalArgumentException if the other one counts another way
    @Override
    public int compareTo(Timecode other) {
        ensureSameCounting(other);
        return Long.compare(frameNumber(), other.frameNumber());
    }

    private void ensureSameCounting(Timecode other) {
        if (!rate.equals(other.rate) || dropFrame != other.dropFrame) {
            throw new IllegalArgumentException(
                    "%s at %s and %s at %s count different frames"
                            .formatted(this, counting(), other, other.counting()));
        }
    }

    private String counting() {
        return rate + (dropFrame ? " drop-frame" : rate.droppedPerMinute() > 0 ? " non-drop" : "");
    }

    /// As text: `01:09:14:28`, or `01:09:14;28` if labels are dropped. [#parse(CharSequence,
    /// FrameRate)] makes the same label of it.
    @Override
    public String toString() {
        return LabelText.of(rate.labelsPerSecond(), dropFrame, hours, minutes, seconds, frames);
    }
}
