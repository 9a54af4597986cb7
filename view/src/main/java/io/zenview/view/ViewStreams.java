package io.zenview.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// Views as streams of bytes, for code that knows nothing else.
final class ViewStreams {
    /// Bytes copied at a time: what streams in the JDK use at most.
    static final int BLOCK = 64 << 10;

    private ViewStreams() {}

    static InputStream input(View view) {
        view.window.export.ensureOpen();
        return new Input(view);
    }

    static OutputStream output(View view) {
        view.window.export.ensureOpen();
        if (view.window.readOnly) {
            throw Window.readOnlyError();
        }
        return new Output(view);
    }

    /// Reads the elements' bytes in C order. Not for several threads at once.
    private static final class Input extends InputStream {
        private final View view;
        private final long size;
        private long position;
        private long mark;

        Input(View view) {
            this.view = view;
            this.size = ElementSequence.size(view);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int at, int length) throws IOException {
            Objects.checkFromIndexSize(at, length, target.length);
            view.window.export.ensureOpen();
            if (length == 0) {
                return 0;
            }
            int n = (int) Math.min(length, size - position);
            if (n == 0) {
                return -1;
            }
            try {
                ElementSequence.copyOut(view, position, MemorySegment.ofArray(target), at, n);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            position += n;
            return n;
        }

        @Override
        public long skip(long count) {
            long n = Math.clamp(count, 0, size - position);
            position += n;
            return n;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, size - position);
        }

        @Override
        public boolean markSupported() {
            return true;
        }

        @Override
        public void mark(int readLimit) {
            mark = position;
        }

        @Override
        public void reset() {
            position = mark;
        }

        @Override
        public long transferTo(OutputStream output) throws IOException {
            view.window.export.ensureOpen();
            long n = Inflow.translated(view, () -> Outflow.stream(view, position, output));
            position = size;
            return n;
        }
    }

    /// Overwrites the elements' bytes in C order. Not for several threads at once.
    private static final class Output extends OutputStream {
        private final View view;
        private final long size;
        private long position;

        Output(View view) {
            this.view = view;
            this.size = ElementSequence.size(view);
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] source, int at, int length) throws IOException {
            Objects.checkFromIndexSize(at, length, source.length);
            view.window.export.ensureOpen();
            if (length > size - position) {
                throw new IOException(
                        length
                                + " bytes do not fit: the view has "
                                + size
                                + " bytes, and "
                                + position
                                + " are written");
            }
            try {
                ElementSequence.copyIn(view, position, MemorySegment.ofArray(source), at, length);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            position += length;
        }
    }
}
