package io.zenview.server;

import io.zenview.transfer.FileRegion;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Keeps event loops from waiting for a disk: `sendfile` of a page that is not in the page cache
/// reads it first, and everybody on the loop waits.
interface ColdReads {
    /// Takes every read for a fast one.
    ColdReads NONE =
            new ColdReads() {
                @Override
                public boolean isCold(FileRegion file) {
                    return false;
                }

                @Override
                public void warm(
                        FileRegion file,
                        Executor loop,
                        Runnable then,
                        Consumer<Throwable> otherwise) {
                    then.run();
                }
            };

    /// Whether sending this may have to wait for a disk. Takes microseconds at most.
    boolean isCold(FileRegion file);

    /// Has a piece of a file read into the page cache by a thread that may wait.
    ///
    /// @param loop runs one of the other two afterwards
    /// @param then if that went well, or made no difference
    /// @param otherwise if the file cannot be read, or there is too much to be read already
    void warm(FileRegion file, Executor loop, Runnable then, Consumer<Throwable> otherwise);
}
