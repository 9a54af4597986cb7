package io.zenview.media;

import io.zenview.view.BufferRequest;
import io.zenview.view.MemoryView;

/// A part of a film as the owner of a view, which holds the film until the view is closed.
record LentChunk(Video video, long offset, long size) implements io.zenview.view.BufferExporter {

    @Override
    public MemoryView acquire(BufferRequest request) {
        MemoryView view = video.view(offset, size);
        // It meets this request as it is; to ask it would cost a second view.
        return request.equals(BufferRequest.FULL_RO) ? view : view.acquire(request);
    }

    @Override
    public void release(MemoryView view) {
        view.close();
        video.close();
    }
}
