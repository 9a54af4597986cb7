package io.zenview.server;

import io.zenview.transfer.FileRegion;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Keeps event loops from waiting for a disk.
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

    boolean isCold(FileRegion file);

    void warm(FileRegion file, Executor loop, Runnable then, Consumer<Throwable> otherwise);
}
