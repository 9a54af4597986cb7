package io.zenview.media;

/// A film became shorter while it was open: pages of its tables are gone. Opening it again shows
/// what is left of it.
public final class FilmCutException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    FilmCutException(String message, InternalError fault) {
        super(message, fault);
    }
}
