package io.zenview.cli;

import io.zenview.transfer.ProgressListener;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// A bar with rate and remaining time on standard error, if that is a terminal.
final class TransferProgress implements AutoCloseable, ProgressListener {
    private final ProgressBar bar;

    private TransferProgress(ProgressBar bar) {
        this.bar = bar;
    }

    static TransferProgress start(int columns, String task, long bytes) {
        return new TransferProgress(
                new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(bytes)
                        .setUnit(" MiB", 1 << 20)
                        .showSpeed()
                        .setUpdateIntervalMillis(100)
                        .setStyle(ProgressBarStyle.ASCII)
                        // The width is known: the bar's own way to find out loads a terminal
                        // library.
                        .setConsumer(new ConsoleProgressBarConsumer(System.err, columns))
                        .build());
    }

    @Override
    public void reached(long sent, long total) {
        bar.stepTo(sent);
    }

    @Override
    public void close() {
        bar.close();
    }
}
