package io.zenview.compare;

import java.io.IOException;

/// The four comparisons of the talk that Zenview grew out of: the same work with copies and
/// without.
///
/// ```java
/// Result result = Comparison.SLICES.run(Settings.defaults(), Progress.silent());
/// System.out.println(result.table().text());
/// result.readings().forEach(System.out::println);
/// ```
///
/// Every run warms up first and counts nothing of that, repeats in rounds that take each way once
/// (A B C A B C …), so that whatever else the machine does meets all ways alike, and keeps every
/// sample. It is no JMH benchmark: one JVM, few rounds, made to show factors that one can see with
/// the naked eye.
///
/// Run one comparison at a time, on a machine that is otherwise idle.
public enum Comparison {
    /// Sends a file over loopback by every [io.zenview.transfer.SendMethod], each send in a process
    /// of its own, to the same receiver.
    TRANSFER("transfer") {
        @Override
        public TransferResult run(Settings settings, Progress progress)
                throws IOException, InterruptedException {
            return new TransferRun(settings, progress).run();
        }
    },

    /// `b = b[1:]` until nothing is left: [io.zenview.view.Bytes] copies what remains, a
    /// [io.zenview.view.MemoryView] does not.
    SLICES("slices") {
        @Override
        public SlicesResult run(Settings settings, Progress progress)
                throws IOException, InterruptedException {
            return new SlicesRun(settings, progress).run();
        }
    },

    /// 20 MiB out of a film-sized buffer and out of a film's file, as a copy and as a view; and
    /// sent, through the heap and by sendfile.
    CHUNK("chunk") {
        @Override
        public ChunkResult run(Settings settings, Progress progress)
                throws IOException, InterruptedException {
            return new ChunkRun(settings, progress).run();
        }
    },

    /// A million whole numbers doubled: in place through a view, by copy–modify–copy back, and in
    /// the raw array.
    NUMBERS("numbers") {
        @Override
        public NumbersResult run(Settings settings, Progress progress)
                throws IOException, InterruptedException {
            return new NumbersRun(settings, progress).run();
        }
    };

    private final String label;

    Comparison(String label) {
        this.label = label;
    }

    /// Runs the comparison. Blocks for some seconds to a minute with the default settings.
    ///
    /// Temporary files are gone and child processes have ended when this returns or throws; when
    /// the JVM is told to end meanwhile (Ctrl-C), a shutdown hook sees to that.
    ///
    /// @param settings how large, how often, with whom
    /// @param progress is told what is being done, by the calling thread
    /// @return what was measured
    /// @throws IOException if the sizes do not fit this machine, in which case nothing was begun;
    ///   if a file or a connection fails; or if a sender's process fails
    /// @throws InterruptedException if the thread is interrupted, or the JVM is ending
    public abstract Result run(Settings settings, Progress progress)
            throws IOException, InterruptedException;

    /// The name on command lines and in reports.
    ///
    /// @return the name in lower case
    @Override
    public String toString() {
        return label;
    }
}
