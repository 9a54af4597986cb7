package io.zenview.media;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A text that is no label of a frame, or a label that does not exist: at this rate, in drop-frame
/// counting, or in this film. The message says why and what to write instead.
///
/// Texts come from anybody, so [#label] and the message have at most 40 characters of them, and
/// anything but printable ASCII as an escape of Java.
public final class TimecodeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// Longer than anybody's label.
    private static final int MOST_SHOWN = 40;

    /// What was given.
    private final String label;

    /// What may have been meant.
    private final @Nullable String next;

    TimecodeException(CharSequence label, @Nullable String next, String message) {
        super(message);
        this.label = shown(label);
        this.next = next;
    }

    /// A text that can be put into a line of a terminal or a log.
    static String shown(CharSequence text) {
        StringBuilder shown = new StringBuilder();
        int length = Math.min(text.length(), MOST_SHOWN);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f) {
                shown.append(c);
            } else {
                shown.append("\\u%04x".formatted((int) c));
            }
        }
        return text.length() > MOST_SHOWN ? shown.append("...").toString() : shown.toString();
    }

    /// What was given.
    ///
    /// @return the text, cut off if it is long
    public String label() {
        return label;
    }

    /// The next label that does exist.
    ///
    /// @return a label that can be read again, or nothing if the text looks like none
    public Optional<String> next() {
        return Optional.ofNullable(next);
    }
}
