package io.zenview.media;

/// A film was written to while it was open: pages of its tables are gone, or say something else
/// than when it was opened. Opening it again shows what there is now.
public final class FilmCutException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    FilmCutException(String message, Throwable fault) {
        super(message, fault);
    }
}
