package io.zenview.media;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A text that is no label of a frame, or a label that does not exist: at this rate, in drop-frame
/// counting, or in this film. The message says why and what to write instead.
public final class TimecodeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// What was given.
    private final String label;

    /// What may have been meant.
    private final @Nullable String next;

    TimecodeException(String label, @Nullable String next, String message) {
        super(message);
        this.label = label;
        this.next = next;
    }

    /// What was given.
    ///
    /// @return the text, cut off if it is long
    public String label() {
        return label;
    }

    /// The next label that does exist.
    ///
    /// @return a label, or nothing if the text looks like none
    public Optional<String> next() {
        return Optional.ofNullable(next);
    }
}
