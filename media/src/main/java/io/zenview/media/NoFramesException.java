package io.zenview.media;

/// A film without moving pictures was asked for a frame or a label.
public final class NoFramesException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    NoFramesException(String film) {
        super(film + " has no moving pictures, so no frames and no labels");
    }
}
