package io.zenview.media;

import io.zenview.view.BufferRequest;
import io.zenview.view.MemoryView;

/// A part of a film as the owner of a view, which holds the film until the view is closed.
record LentChunk(Video video, long offset, long size) implements io.zenview.view.BufferExporter {

    @Override
    public MemoryView acquire(BufferRequest request) {
        return video.view(offset, size).acquire(request);
    }

    @Override
    public void release(MemoryView view) {
        view.close();
        video.close();
    }
}
