package io.zenview.media;

/// A label of a frame, `HH:MM:SS:FF` (SMPTE ST 12-1), of a day that has 24 hours.
///
/// A label is no time: `01:09:14:28` is frame 124,648 if 30 labels make a second, frame 124,522 if
/// labels are dropped as well, and does not exist at 25. So a label always knows its rate and its
/// way of counting.
///
/// In text, `:` before the frames stands for non-drop counting and `;`, `.` or `,` for drop-frame.
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

    /// Checks that the label exists.
    ///
    /// @throws TimecodeException if it does not, naming the next one that does
    public Timecode {
        throw new UnsupportedOperationException();
    }

    /// Reads a label whose separators tell how it counts.
    ///
    /// @param text as in `01:09:14:28` or `01:09:14;28`
    /// @param rate frames per second
    /// @return the label
    /// @throws TimecodeException if the text is no label, or one that does not exist at this rate
    public static Timecode parse(CharSequence text, FrameRate rate) {
        throw new UnsupportedOperationException();
    }

    /// Reads a label where the way of counting is known, as in a film: `:` is then as good as `;`.
    ///
    /// @param text as in `01:09:14:28`
    /// @param rate frames per second
    /// @param dropFrame the way of counting
    /// @return the label
    /// @throws TimecodeException if the text is no label, or one that does not exist, or is written
    ///   with `;` where labels are not dropped
    public static Timecode parse(CharSequence text, FrameRate rate, boolean dropFrame) {
        throw new UnsupportedOperationException();
    }

    /// The number of the frame that a label stands for, without making an object of it.
    ///
    /// @param text as in [#parse(CharSequence, FrameRate, boolean)]
    /// @param rate frames per second
    /// @param dropFrame the way of counting
    /// @return frames since `00:00:00:00`
    /// @throws TimecodeException as [#parse(CharSequence, FrameRate, boolean)]
    public static long frameNumber(CharSequence text, FrameRate rate, boolean dropFrame) {
        throw new UnsupportedOperationException();
    }

    /// The label of a frame.
    ///
    /// @param frameNumber frames since `00:00:00:00`; days more or less go around
    /// @param rate frames per second
    /// @param dropFrame the way of counting
    /// @return the label
    /// @throws TimecodeException if labels are to be dropped at a rate where there is no such thing
    public static Timecode ofFrame(long frameNumber, FrameRate rate, boolean dropFrame) {
        throw new UnsupportedOperationException();
    }

    /// How many frames a day has, that is, labels: 2,589,408 at 29.97 drop-frame.
    ///
    /// @param rate frames per second
    /// @param dropFrame the way of counting
    /// @return frames
    public static long framesPerDay(FrameRate rate, boolean dropFrame) {
        throw new UnsupportedOperationException();
    }

    /// The number of the frame that this label stands for.
    ///
    /// @return frames since `00:00:00:00`
    public long frameNumber() {
        throw new UnsupportedOperationException();
    }

    /// The label so many frames later, around midnight if need be.
    ///
    /// @param count frames, negative for earlier ones
    /// @return the label
    public Timecode plus(long count) {
        throw new UnsupportedOperationException();
    }

    /// How many frames lie between an earlier label and this one, around midnight if need be.
    ///
    /// @param start a label of the same rate and way of counting
    /// @return frames, from 0 to one less than a day
    /// @throws IllegalArgumentException if it counts another way
    public long framesSince(Timecode start) {
        throw new UnsupportedOperationException();
    }

    /// Orders by frame number; only labels that count the same way can be ordered.
    ///
    /// @throws IllegalArgumentException if the other one counts another way
    @Override
    public int compareTo(Timecode other) {
        throw new UnsupportedOperationException();
    }

    /// As text: `01:09:14:28`, or `01:09:14;28` if labels are dropped.
    @Override
    public String toString() {
        throw new UnsupportedOperationException();
    }
}
