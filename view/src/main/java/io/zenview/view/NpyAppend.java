package io.zenview.view;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Rows being added to a `.npy` file: first they are written behind all others, then they are
/// published by the header. In between the file is what it was.
final class NpyAppend implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final NpyPreamble preamble;
    private NpyPreamble.@Nullable Change change;

    private NpyAppend(Path file, FileChannel channel, NpyPreamble preamble) {
        this.file = file;
        this.channel = channel;
        this.preamble = preamble;
    }

    /// Opens a file and locks it until this is closed.
    static NpyAppend open(Path file) throws IOException {
        FileChannel channel = Npy.channel(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(file, channel);
            NpyPreamble preamble = NpyPreamble.read(channel, file.toString());
            NpyHeader header = preamble.header();
            Npy.ensureComplete(file, channel.size(), header);
            if (header.order() == Order.F && header.shape().size() > 1) {
                throw new IOException(
                        file
                                + " is in Fortran order, where rows of shape "
                                + Layout.describe(header.extents())
                                + " do not lie one behind another; write it in C order to append");
            }
            return new NpyAppend(file, channel, preamble);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void lock(Path file, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new IOException(file + " is being appended to by somebody else; try again later");
        }
    }

    /// Writes the rows, and waits until they are on the disk. Nobody sees them yet.
    void write(MemoryView rows) throws IOException {
        NpyHeader header = preamble.header();
        long[] old = header.extents();
        long[] added = rows.shape();
        String theirs = NpyPreambleText.descr(rows.format());
        String ours = NpyPreambleText.descr(header.format());
        boolean fits =
                old.length == added.length
                        && theirs.equals(ours)
                        && (old.length == 0
                                || Arrays.equals(old, 1, old.length, added, 1, added.length));
        if (!fits) {
            throw new IllegalArgumentException(
                    "cannot append shape "
                            + Layout.describe(added)
                            + " of "
                            + FormatParser.quoted(theirs)
                            + " to shape "
                            + Layout.describe(old)
                            + " of "
                            + FormatParser.quoted(ours)
                            + " in "
                            + file
                            + ": type and all dimensions but the first must agree");
        }
        change = preamble.withFirstExtent(grown(old, added, header));
        long size = channel.size();
        try {
            channel.position(header.dataOffset() + header.byteSize());
            Npy.writeElements(channel, rows);
            channel.force(true);
        } catch (IOException | RuntimeException e) {
            giveBack(size, e);
            throw e;
        }
    }

    private static long grown(long[] old, long[] added, NpyHeader header) {
        if (old.length == 0) {
            return 0;
        }
        long[] grown = old.clone();
        grown[0] += added[0];
        if (grown[0] < 0) {
            throw new IllegalArgumentException(
                    old[0] + " and " + added[0] + " rows are more than 2^63 - 1");
        }
        long bytes = Layout.byteSize(header.format().itemSize(), grown);
        if (bytes > Long.MAX_VALUE - header.dataOffset()) {
            throw new IllegalArgumentException(
                    "a file of " + bytes + " bytes behind its header is more than 2^63 - 1");
        }
        return grown[0];
    }

    /// A full disk is not kept full.
    private void giveBack(long size, Exception reason) {
        try {
            channel.truncate(size);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /// Lets the header count the rows, and waits until it is on the disk.
    void publish() throws IOException {
        if (change != null) {
            channel.position(change.offset());
            Npy.writeFully(channel, change.bytes());
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
