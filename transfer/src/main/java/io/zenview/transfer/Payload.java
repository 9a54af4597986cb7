package io.zenview.transfer;

import io.zenview.view.MemoryView;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Bytes to be sent: an ordered list of [Region]s in files and in memory, as one sequence.
///
/// A payload is a window, not a copy. Slicing and concatenating take time in the number of regions
/// and move no byte, and a slice of a file is sent by the same call as the file, as a slice of
/// memory, or as a mixture of both.
///
/// ```java
/// try (Payload file = Payload.of(Path.of("film.mp4"))) {
///     Payload clip = Payload.concat(Payload.of(MemoryView.of(newHeader)), file.slice(40_000_000, 60_000_000));
///     Sender.builder(address).build().send(clip);
/// }
/// ```
///
/// **Lifetime.** [#of(Path)] opens the file, once; closing that payload closes it. Everything
/// derived from it by [#slice] and [#concat] shares the open file and needs no closing, and fails
/// with a [java.nio.channels.ClosedChannelException] when it is sent after the payload that opened
/// the file was closed. Header and body that come from the same payload come from the same file,
/// even if its name points to another one by now. A payload over something that has to be given
/// back says so by [#closing].
///
/// **Size.** The size is fixed when the payload is made. A file that grows later is sent up to the
/// size it had; a file that shrinks ends the transfer with a [FileShrunkException].
///
/// Payloads are immutable and can be shared by threads, as far as the memory behind their regions
/// can. See [FileRegion] for what an interrupt does to a file that several threads send from.
public final class Payload implements AutoCloseable {
    /// A buffer ends at 2 GiB.
    private static final long LARGEST_BUFFER = 1L << 30;

    private final List<Region> regions;
    private final long size;

    /// What this payload closes: the file that it opened, or what it was told to.
    private final @Nullable Closeable opened;

    private Payload(List<Region> regions, @Nullable Closeable opened) {
        long sum = 0;
        List<Region> kept = new ArrayList<>(regions.size());
        for (Region region : regions) {
            sum = Math.addExact(sum, region.size());
            if (region.size() > 0) {
                kept.add(region);
            }
        }
        this.regions = List.copyOf(kept);
        this.size = sum;
        this.opened = opened;
    }

    /// Opens a file and takes all of it.
    ///
    /// @param file a regular file (a symbolic link to one is followed)
    /// @return a payload of one region that closes the file when it is closed
    /// @throws NoSuchFileException if there is no such file
    /// @throws AccessDeniedException if it may not be read
    /// @throws FileSystemException if it is a directory, a pipe or a device: those have no size to
    ///   promise
    /// @throws IOException if it cannot be opened for another reason
    public static Payload of(Path file) throws IOException {
        String name = file.toString();
        FileChannel channel;
        try {
            // Before opening, because opening a pipe waits for its writer.
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw new FileSystemException(
                        name, null, "this is a directory; only a regular file can be sent");
            }
            if (!attributes.isRegularFile()) {
                throw new FileSystemException(
                        name, null, "this is no regular file; only a regular file can be sent");
            }
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw withReason(new NoSuchFileException(name, null, "no such file"), e);
        } catch (AccessDeniedException e) {
            throw withReason(new AccessDeniedException(name, null, "may not be read"), e);
        }
        try {
            return new Payload(List.of(new FileRegion(name, channel, 0, channel.size())), channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static <E extends IOException> E withReason(E clearer, IOException cause) {
        clearer.initCause(cause);
        return clearer;
    }

    /// Takes the memory behind a view, in C order.
    ///
    /// @param view a contiguous view that stays open until the payload was sent
    /// @return a payload of one region
    /// @throws IllegalArgumentException if the view is not C-contiguous: it has gaps or another
    ///   order, and its bytes would have to be copied into one run first
    public static Payload of(MemoryView view) {
        if (!view.isCContiguous()) {
            throw new IllegalArgumentException(
                    "only a C-contiguous view can be sent as it lies: " + view);
        }
        return of(new MemoryRegion(view.segment()));
    }

    /// Takes regions in the order given.
    ///
    /// @param regions any number of regions, none makes an empty payload
    /// @return a payload that owns none of the files
    /// @throws ArithmeticException if the sizes add up to more than [Long#MAX_VALUE]
    public static Payload of(Region... regions) {
        return new Payload(Arrays.asList(regions), null);
    }

    /// One payload after the other.
    ///
    /// @param payloads any number of payloads; they stay responsible for the files that they opened
    /// @return a payload of all their regions that owns none of the files
    /// @throws ArithmeticException if the sizes add up to more than [Long#MAX_VALUE]
    public static Payload concat(Payload... payloads) {
        List<Region> all = new ArrayList<>();
        for (Payload payload : payloads) {
            all.addAll(payload.regions);
        }
        return new Payload(all, null);
    }

    /// The number of bytes in all regions together.
    ///
    /// @return the size in bytes
    public long size() {
        return size;
    }

    /// The regions in the order in which they are sent; empty ones have been left out.
    ///
    /// @return an unmodifiable list
    public List<Region> regions() {
        return regions;
    }

    /// The bytes from `from` (inclusive) to `to` (exclusive), without copying them.
    ///
    /// @param from first byte, counted from the start of this payload
    /// @param to the byte after the last one
    /// @return a payload that shares the open files and needs no closing
    /// @throws IndexOutOfBoundsException unless `0 <= from <= to <= size()`
    public Payload slice(long from, long to) {
        Objects.checkFromToIndex(from, to, size);
        List<Region> part = new ArrayList<>();
        long start = 0;
        for (Region region : regions) {
            long end = start + region.size();
            if (start < to && end > from) {
                part.add(region.slice(Math.max(from, start) - start, Math.min(to, end) - start));
            }
            start = end;
        }
        return new Payload(part, null);
    }

    /// The same bytes, with something to be given back when they are no longer needed: a mapping, a
    /// lease, a file that is shared. Closing the result closes what this payload would close, and
    /// then the resource; so only one of the two is to be closed.
    ///
    /// @param resource what the regions stand on; may be closed several times, as [Closeable]
    ///   demands of it
    /// @return a payload of the same regions; closing it closes the resource
    public Payload closing(Closeable resource) {
        Objects.requireNonNull(resource, "resource");
        Closeable own = opened;
        return new Payload(regions, own == null ? resource : () -> closeBoth(own, resource));
    }

    private static void closeBoth(Closeable first, Closeable second) throws IOException {
        try (second) {
            first.close();
        }
    }

    /// Writes every byte to a channel in blocking mode, with as few copies as the channel allows:
    /// file regions by [FileChannel#transferTo], which is `sendfile` when the target is a socket
    /// channel of the JDK itself (a wrapper around one makes it a copying loop), memory regions by
    /// plain writes.
    ///
    /// Blocks until everything is written. An interrupt closes the target and the payload's files.
    ///
    /// @param target an open channel
    /// @return the number of bytes written, which is [#size]
    /// @throws java.nio.channels.IllegalBlockingModeException if the target is in non-blocking mode
    /// @throws FileShrunkException if a file no longer holds the bytes of its region
    /// @throws IOException if reading or writing fails
    public long writeTo(WritableByteChannel target) throws IOException {
        Wire wire = new Wire(target, size, null, null, null);
        SendMethod.SENDFILE.writer(SendMethod.SENDFILE.defaultChunkSize()).write(this, wire);
        return wire.sent();
    }

    /// The digest of all bytes, each of which is read once, files through the page cache. Takes as
    /// long as the algorithm does ([DigestAlgorithm]).
    ///
    /// @param algorithm how to compute it
    /// @return the digest
    /// @throws IOException if a file no longer holds the bytes of its region, or cannot be read
    public Digest digest(DigestAlgorithm algorithm) throws IOException {
        Digester digester = new Digester(algorithm);
        for (Region region : regions) {
            switch (region) {
                case FileRegion file ->
                        FileDigest.feed(
                                digester,
                                file.channel(),
                                file.name(),
                                file.offset(),
                                file.offset() + file.size());
                case MemoryRegion memory -> feed(digester, memory.segment());
            }
        }
        return digester.finish();
    }

    private static void feed(Digester digester, MemorySegment memory) {
        for (long at = 0; at < memory.byteSize(); at += LARGEST_BUFFER) {
            long n = Math.min(LARGEST_BUFFER, memory.byteSize() - at);
            digester.update(memory.asSlice(at, n).asByteBuffer());
        }
    }

    /// Closes the file if this payload opened one ([#of(Path)]), and what it was told to close
    /// ([#closing]); otherwise does nothing.
    @Override
    public void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }

    /// For debugging.
    @Override
    public String toString() {
        return "Payload[" + size + " bytes in " + regions.size() + " regions]";
    }
}
