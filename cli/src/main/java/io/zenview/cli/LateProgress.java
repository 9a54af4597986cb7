package io.zenview.cli;

import io.zenview.transfer.ProgressListener;
import org.jspecify.annotations.Nullable;

/// A progress bar for a transfer whose size is known only when it has begun.
final class LateProgress implements AutoCloseable, ProgressListener {
    private final Terminal terminal;
    private final String task;
    private @Nullable TransferProgress bar;

    LateProgress(Terminal terminal, String task) {
        this.terminal = terminal;
        this.task = task;
    }

    @Override
    public synchronized void reached(long sent, long total) {
        if (!terminal.err()) {
            return;
        }
        if (bar == null) {
            bar = TransferProgress.start(terminal.columns(), task, total);
        }
        bar.reached(sent, total);
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
