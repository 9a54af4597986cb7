package io.zenview.media;

import io.zenview.transfer.Payload;
import java.io.IOException;
import java.nio.channels.FileChannel;

/// A part of a film as a film of its own.
final class Clip {
    private Clip() {}

    static Payload of(
            Mp4Index index, FileChannel channel, String name, long fromFrame, long toFrame)
            throws IOException {
        throw new UnsupportedOperationException();
    }
}
