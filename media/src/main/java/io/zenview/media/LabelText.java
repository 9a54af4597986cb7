package io.zenview.media;

import org.jspecify.annotations.Nullable;

/// Labels as text: what they look like, and what is said of those that do not exist.
final class LabelText {
    /// What a text gives that looks like no label.
    static final int NONE = -1;

    /// Where hours, minutes, seconds and frames begin.
    private static final int MINUTES = 3;

    private static final int SECONDS = 6;
    private static final int FRAMES = 9;

    private LabelText() {}

    /// Reads the digits, in whatever label they are, without making an object.
    ///
    /// @param labels labels per second; frames may have a third digit if there are more than 100
    /// @return the decimal number `HHMMSSFFF`, or [#NONE]
    static int digits(CharSequence text, int labels) {
        int length = text.length();
        if (length != FRAMES + 2 && (length != FRAMES + 3 || labels <= 100)) {
            return NONE;
        }
        if (text.charAt(MINUTES - 1) != ':'
                || text.charAt(SECONDS - 1) != ':'
                || (text.charAt(FRAMES - 1) != ':' && !isDropSeparator(text))) {
            return NONE;
        }
        int hours = pair(text, 0);
        int minutes = pair(text, MINUTES);
        int seconds = pair(text, SECONDS);
        int frames = pair(text, FRAMES);
        if (length == FRAMES + 3) {
            int last = text.charAt(FRAMES + 2) - '0';
            frames = last < 0 || last > 9 ? NONE : frames * 10 + last;
        }
        // A negative number is negative in any of them.
        return (hours | minutes | seconds | frames) < 0
                ? NONE
                : ((hours * 100 + minutes) * 100 + seconds) * 1000 + frames;
    }

    /// Two digits as a number, or [#NONE], which stays negative with a third digit behind it.
    private static int pair(CharSequence text, int at) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? NONE : tens * 10 + ones;
    }

    /// Whether the separator before the frames is one of drop-frame counting.
    ///
    /// @param text one that has so many characters
    static boolean isDropSeparator(CharSequence text) {
        char separator = text.charAt(FRAMES - 1);
        return separator == ';' || separator == '.' || separator == ',';
    }

    /// The text of a label, of an impossible one as well.
    static String of(int labels, boolean drop, int hours, int minutes, int seconds, int frames) {
        StringBuilder text = new StringBuilder(FRAMES + 3);
        number(text, hours, 2).append(':');
        number(text, minutes, 2).append(':');
        number(text, seconds, 2).append(drop ? ';' : ':');
        return number(text, frames, labels > 100 ? 3 : 2).toString();
    }

    private static StringBuilder number(StringBuilder text, int number, int digits) {
        String written = Integer.toString(number);
        return text.repeat('0', Math.max(0, digits - written.length())).append(written);
    }

    /// Why a text is no label.
    static TimecodeException noLabel(CharSequence text, int labels) {
        return new TimecodeException(
                text,
                null,
                "'%s' is no label; one looks like 01:09:14:%s: hours, minutes, seconds and frames, of two digits%s,"
                                .formatted(
                                        TimecodeException.shown(text),
                                        labels > 100 ? "008" : "08",
                                        labels > 100 ? " or three" : "")
                        + " with ';' before the frames if labels are dropped");
    }

    /// Why labels that are written with a drop separator can't be had.
    ///
    /// @param written the same label without dropping
    static TimecodeException noDropping(
            @Nullable CharSequence text, FrameRate rate, String written) {
        CharSequence given = text == null ? written : text;
        return new TimecodeException(
                given,
                written,
                rate.droppedPerMinute() == 0
                        ? dropless(rate) + "; write " + written
                        : TimecodeException.shown(given)
                                + " is a label of drop-frame counting, and labels are not dropped here; write "
                                + written);
    }

    /// Why frames can't be counted that way.
    static TimecodeException noDropping(FrameRate rate) {
        return new TimecodeException("drop-frame", null, dropless(rate));
    }

    private static String dropless(FrameRate rate) {
        return "drop-frame counting exists at 29.97 and 59.94 frames per second only, not at "
                + rate;
    }

    /// Why a label does not exist, and the next that does. Seconds, minutes and hours that are too
    /// many are told before frames.
    ///
    /// @param text how it was written, if it was
    static TimecodeException impossible(
            @Nullable CharSequence text,
            FrameRate rate,
            boolean drop,
            int hours,
            int minutes,
            int seconds,
            int frames) {
        int labels = rate.labelsPerSecond();
        String label = of(labels, drop, hours, minutes, seconds, frames);
        CharSequence given = text == null ? label : text;
        if ((hours | minutes | seconds | frames) < 0) {
            return new TimecodeException(
                    given, null, label + " is no label: none of its numbers can be negative");
        }
        if (hours > 23) {
            String next = of(labels, drop, 0, 0, 0, 0);
            return new TimecodeException(
                    given,
                    next,
                    "hour "
                            + hours
                            + " does not exist, a day has the hours 00 to 23; the next label is "
                            + next);
        }
        if (minutes > 59) {
            String next = next(rate, drop, (hours + 1) * 60, 0);
            return new TimecodeException(
                    given,
                    next,
                    "minute " + minutes + " does not exist; the next label is " + next);
        }
        int minute = hours * 60 + minutes;
        if (seconds > 59) {
            String next = next(rate, drop, minute + 1, 0);
            return new TimecodeException(
                    given,
                    next,
                    "second " + seconds + " does not exist; the next label is " + next);
        }
        if (frames >= labels) {
            String next = next(rate, drop, minute + (seconds + 1) / 60, (seconds + 1) % 60);
            return new TimecodeException(
                    given,
                    next,
                    "frame %d does not exist at %s frames per second; the next label is %s"
                            .formatted(frames, rate, next));
        }
        String next = next(rate, true, minute, seconds);
        return new TimecodeException(
                given,
                next,
                "%s drop-frame has no label %s: labels ;00 %s are left out at the start of each minute but every tenth; the next is %s"
                        .formatted(
                                rate,
                                label,
                                rate.droppedPerMinute() == 2 ? "and ;01" : "to ;03",
                                next));
    }

    /// The first label of a second that exists.
    private static String next(FrameRate rate, boolean drop, int minute, int second) {
        int minutes = minute % (24 * 60);
        int dropped = drop && second == 0 && minutes % 10 != 0 ? rate.droppedPerMinute() : 0;
        return of(rate.labelsPerSecond(), drop, minutes / 60, minutes % 60, second, dropped);
    }
}
