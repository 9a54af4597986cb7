package io.zenview.client;

import io.netty.channel.DefaultFileRegion;
import java.nio.channels.FileChannel;

/// A region that leaves the file open: the same file is sent from again, and hashed.
final class FilePart extends DefaultFileRegion {
    FilePart(FileChannel file, long position, long count) {
        super(file, position, count);
    }

    @Override
    protected void deallocate() {
        // Whoever opened the file closes it.
    }
}
