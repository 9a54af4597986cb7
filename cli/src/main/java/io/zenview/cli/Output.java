package io.zenview.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;

/// Standard output for as much as the reader wants to read.
///
/// The JDK's print streams keep failures to themselves, and a command that prints gigabytes must
/// learn that `head` has seen enough. Writing fails with a [Lost] then.
final class Output extends Writer {
    private static final int BLOCK = 1 << 14;

    /// Standard output takes no more.
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost() {
            super("standard output takes no more");
        }

        /// Ends quietly if whoever read has gone, which is their right.
        ///
        /// @throws CommandFailure if it is something else, such as a full disk
        void orFail() {
            try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
                // What was written before is lost anyway; this one tells why.
                out.write('\n');
            } catch (IOException e) {
                String why = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
                // The second is what Windows says.
                if (why.contains("broken pipe") || why.contains("pipe is being closed")) {
                    return;
                }
                throw new CommandFailure("Cannot write to standard output", e);
            }
            throw new CommandFailure("Standard output takes no more");
        }
    }

    private final PrintWriter out;
    private final StringBuilder waiting = new StringBuilder(BLOCK);

    Output(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void write(char[] text, int from, int count) {
        waiting.append(text, from, count);
        if (waiting.length() >= BLOCK) {
            flush();
        }
    }

    @Override
    public void flush() {
        out.append(waiting);
        waiting.setLength(0);
        // Flushes, too. The command line's writer does not look behind the encoder that it wraps
        // around the stream.
        if (out.checkError() || System.out.checkError()) {
            throw new Lost();
        }
    }

    @Override
    public void close() {
        flush();
    }

    /// Standard output for bytes.
    static OutputStream ofBytes(PrintStream out) {
        return new OutputStream() {
            @Override
            public void write(int octet) {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                out.write(bytes, from, count);
                if (out.checkError()) {
                    throw new Lost();
                }
            }
        };
    }
}
