package io.zenview.transfer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Moves bytes from a socket into a file inside the kernel: socket to pipe to file, by splice(2).
///
/// **Copies.** No byte passes through user space. The pipe takes over the socket's pages without
/// copying them; the CPU copies each byte once, from there into the page cache. Reading and writing
/// would copy it twice.
///
/// ```java
/// try (Splice splice = Splice.into(file)) {
///     long at = 0;
///     for (long n; at < length && (n = splice.move(descriptor, at, length - at, timeout)) >= 0; ) {
///         at += n;
///     }
/// }
/// ```
///
/// **Where.** On Linux, with native access for this module (`--enable-native-access`), unless the
/// system property `zenview.splice` is `off` or the host forbids the call; see [#unavailability].
/// Programs need another way beside it.
///
/// **Sockets** are given by their descriptors, as Netty's epoll channels tell them
/// (`fd().intValue()`). They stay the caller's, may be blocking or not, and are left in that mode.
/// Nobody else may read from one meanwhile. A descriptor must stay open while [#move] works on it,
/// since a closed one's number is soon that of something else. To end a waiting `move` from another
/// thread, shut down the socket's input, interrupt the thread, or [#close] the splice; then close
/// the socket.
///
/// **Threads.** Any thread may call any method; moves of one splice come one after the other. A
/// waiting `move` occupies its platform thread, or the carrier of its virtual one.
public final class Splice implements AutoCloseable {
    /// As much as any user may ask for by default, and as C receivers read at a time.
    private static final int PIPE = 1 << 20;

    /// How long a waiting move may overlook an interrupt or a close.
    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(500);

    private static final String SWITCH = "zenview.splice";

    private final LinuxCalls calls;
    private final Path file;
    private final int descriptor;
    private final int[] pipe;
    private final int pipeSize;
    private final ReentrantLock moving = new ReentrantLock();
    private volatile boolean closed;

    /// Bytes that have left a socket and not yet reached the file.
    private long inPipe;

    private volatile long position;

    private Splice(LinuxCalls calls, Path file, int descriptor, int[] pipe, int pipeSize) {
        this.calls = calls;
        this.file = file;
        this.descriptor = descriptor;
        this.pipe = pipe;
        this.pipeSize = pipeSize;
    }

    /// Whether bytes can be spliced here.
    ///
    /// @return whether [#unavailability] is empty
    public static boolean isAvailable() {
        return unavailability().isEmpty();
    }

    /// Why bytes cannot be spliced here. The system property `zenview.splice` is looked at each
    /// time, everything else once.
    ///
    /// @return the reason and what could be done about it, as the second half of a sentence; empty
    ///   if they can be spliced
    public static Optional<String> unavailability() {
        if (System.getProperty(SWITCH, "").equals("off")) {
            return Optional.of("it is switched off by -D" + SWITCH + "=off");
        }
        return LinuxCalls.unavailability().or(() -> Host.REFUSAL);
    }

    /// Opens a file for bytes to come. Takes 3 descriptors and a pipe of 1 MiB, or what the system
    /// permits: an unprivileged user may have 64 of that size, and further ones are smaller.
    ///
    /// @param file an existing file that may be written to. A symbolic link is refused, since the
    ///   file was created under its own name and must not be another one by now
    /// @return an open splice, to be closed by the caller
    /// @throws UnsupportedOperationException if [#isAvailable] is false
    /// @throws NoSuchFileException if there is no such file
    /// @throws AccessDeniedException if it may not be written to
    /// @throws FileSystemException if it is no regular file, or its file system cannot take spliced
    ///   bytes
    /// @throws IOException if there are no descriptors left
    public static Splice into(Path file) throws IOException {
        Optional<String> reason = unavailability();
        if (reason.isPresent()) {
            throw new UnsupportedOperationException("Cannot splice: " + reason.get());
        }
        LinuxCalls calls = new LinuxCalls();
        int descriptor = open(calls, file);
        int[] pipe = new int[2];
        int error = calls.pipe(pipe);
        if (error < 0) {
            calls.close(descriptor);
            throw new IOException(
                    "Cannot splice into " + file + ", no pipe: " + LinuxCalls.message(error));
        }
        Splice splice = new Splice(calls, file, descriptor, pipe, widen(calls, pipe[1]));
        // The pipe is empty: a file system that can splice says so, another one says EINVAL.
        long probe = calls.spliceOut(pipe[0], descriptor, 0, 1);
        if (probe != -LinuxCalls.EAGAIN) {
            splice.close();
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "its file system takes no spliced bytes: " + LinuxCalls.message(probe));
        }
        return splice;
    }

    /// How much the pipe holds, which is how much one system call can move.
    int pipeSize() {
        return pipeSize;
    }

    /// Moves what the socket has, at most `count` bytes, to the file. Waits for the first byte;
    /// returns as soon as the socket has no more for the moment. Bytes beyond `count` remain in the
    /// socket.
    ///
    /// After a failure, [#position] tells how far the file was written. When the file could not
    /// take them, up to 1 MiB of bytes that have left the socket wait in the splice: once there is
    /// room, moving again from `position()` writes them first. Closing the splice drops them.
    ///
    /// @param socket the descriptor of a connected stream socket
    /// @param position the offset in the file, in bytes, of the first byte; beyond the end of the
    ///   file it leaves a hole
    /// @param count how many bytes at most
    /// @param timeout how long to wait for the first byte; zero takes what is there already
    /// @return the number of bytes moved; -1 at the end of the stream; 0 only if `count` is 0, or
    ///   the timeout is zero and nothing is there
    /// @throws SocketTimeoutException if a positive timeout passed and nothing came
    /// @throws DiskFullException if the disk or the quota is full
    /// @throws FileSystemException if the file cannot be written to for another reason, such as a
    ///   size beyond the file system's or the process's limit
    /// @throws SocketException if the connection was reset or is none
    /// @throws InterruptedIOException if the thread was interrupted, which stays so; noticed within
    ///   a second
    /// @throws ClosedChannelException if the splice is closed; [AsynchronousCloseException] if that
    ///   happened meanwhile, which is noticed within a second
    /// @throws IllegalArgumentException if a number is negative or their sum more than a `long`
    public long move(int socket, long position, long count, Duration timeout) throws IOException {
        if (socket < 0 || position < 0 || count < 0 || position > Long.MAX_VALUE - count) {
            throw new IllegalArgumentException(
                    "socket " + socket + ", position " + position + ", count " + count);
        }
        long wait = saturatedNanos(timeout);
        moving.lock();
        try {
            if (closed) {
                throw new ClosedChannelException();
            }
            this.position = position;
            return move(socket, position, position + count, wait);
        } finally {
            moving.unlock();
        }
    }

    private long move(int socket, long start, long end, long wait) throws IOException {
        drain(end);
        long begin = System.nanoTime();
        while (position < end) {
            requireUndisturbed(start);
            boolean waits = position == start;
            long left = waits ? wait - (System.nanoTime() - begin) : 0;
            if (!awaitBytes(socket, left)) {
                if (!waits || wait == 0) {
                    break;
                }
                if (left <= 0) {
                    throw new SocketTimeoutException(
                            "nothing came within " + Duration.ofNanos(wait));
                }
                continue;
            }
            // Asked only now, because a blocking socket with nothing to give would wait by itself.
            long n = calls.spliceIn(socket, pipe[1], Math.min(end - position, pipeSize));
            if (n > 0) {
                inPipe = n;
                drain(end);
            } else if (n == 0) {
                return waits ? -1 : position - start;
            } else if (n != -LinuxCalls.EAGAIN && n != -LinuxCalls.EINTR) {
                throw new SocketException(LinuxCalls.message(n));
            }
        }
        return position - start;
    }

    /// Waits, but no longer than one may overlook other threads.
    private boolean awaitBytes(int socket, long nanos) throws SocketException {
        long slice = Math.clamp(nanos, 0, SLICE);
        // Rounded up, or the last part of a millisecond would be spent asking.
        int events = calls.pollIn(socket, (int) ((slice + 999_999) / 1_000_000));
        if (events < 0 && events != -LinuxCalls.EINTR) {
            throw new SocketException(LinuxCalls.message(events));
        }
        if (events > 0 && (events & LinuxCalls.POLLNVAL) != 0) {
            throw new SocketException("descriptor " + socket + " is not open");
        }
        return events > 0;
    }

    /// Writes what is in the pipe at [#position], up to an offset.
    private void drain(long end) throws IOException {
        while (inPipe > 0 && position < end) {
            long at = position;
            long n = calls.spliceOut(pipe[0], descriptor, at, Math.min(inPipe, end - at));
            if (n > 0) {
                inPipe -= n;
                position = at + n;
            } else if (n == -LinuxCalls.ENOSPC || n == -LinuxCalls.EDQUOT) {
                throw DiskFullException.of(file, inPipe);
            } else if (n != -LinuxCalls.EINTR) {
                throw new FileSystemException(
                        file.toString(),
                        null,
                        "cannot write "
                                + inPipe
                                + " bytes at offset "
                                + at
                                + ": "
                                + LinuxCalls.message(n));
            }
        }
    }

    private void requireUndisturbed(long start) throws IOException {
        if (closed) {
            throw new AsynchronousCloseException();
        }
        if (Thread.currentThread().isInterrupted()) {
            InterruptedIOException interrupted =
                    new InterruptedIOException(
                            "interrupted after " + (position - start) + " bytes");
            interrupted.bytesTransferred = (int) Math.min(position - start, Integer.MAX_VALUE);
            throw interrupted;
        }
    }

    /// Has the system begin to write a part of the file to the disk, and does not wait for it:
    /// whoever will have to force the file in the end has less to wait for then. Makes nothing
    /// safe, and fails silently where it cannot be done.
    ///
    /// @param from the offset in the file, in bytes
    /// @param to the offset after the last byte
    /// @throws ClosedChannelException if the splice is closed
    public void beginWriting(long from, long to) throws ClosedChannelException {
        moving.lock();
        try {
            if (closed) {
                throw new ClosedChannelException();
            }
            int _ = calls.beginWriting(descriptor, from, to - from);
        } finally {
            moving.unlock();
        }
    }

    /// How far the last [#move] wrote, also if it failed.
    ///
    /// @return the offset in the file, in bytes, after the last byte that is in it; where that move
    ///   was to begin if there is none, and 0 before the first move
    public long position() {
        return position;
    }

    /// Closes the file and the pipe; bytes that wait in the pipe are dropped. A move at work in
    /// another thread ends first, with a failure. Does nothing if closed before.
    @Override
    public void close() {
        closed = true;
        moving.lock();
        try {
            if (pipe[0] >= 0) {
                calls.close(pipe[0]);
                calls.close(pipe[1]);
                calls.close(descriptor);
                pipe[0] = -1;
            }
        } finally {
            moving.unlock();
        }
    }

    static int open(LinuxCalls calls, Path file) throws IOException {
        // Opening a named pipe would wait for its reader.
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file.toString(), null, "this is no regular file");
        }
        int descriptor = calls.openForWriting(file);
        return switch (-descriptor) {
            case LinuxCalls.ENOENT -> throw new NoSuchFileException(file.toString());
            case LinuxCalls.EACCES, LinuxCalls.EPERM ->
                    throw new AccessDeniedException(file.toString());
            default -> {
                if (descriptor < 0) {
                    throw new FileSystemException(
                            file.toString(),
                            null,
                            "cannot be opened for writing: " + LinuxCalls.message(descriptor));
                }
                yield descriptor;
            }
        };
    }

    /// Beyond its share a user gets pipes of 64 KiB, and of a page or two at last.
    private static int widen(LinuxCalls calls, int pipe) {
        for (int size = PIPE; size > calls.pipeSize(pipe); size /= 2) {
            if (calls.setPipeSize(pipe, size) > 0) {
                break;
            }
        }
        return calls.pipeSize(pipe);
    }

    private static long saturatedNanos(Duration timeout) {
        if (Objects.requireNonNull(timeout, "timeout").isNegative()) {
            throw new IllegalArgumentException("timeout " + timeout + " is negative");
        }
        return timeout.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0
                ? timeout.toNanos()
                : Long.MAX_VALUE;
    }

    /// What the host says to the calls themselves: containers and sandboxes forbid some.
    private static final class Host {
        static final Optional<String> REFUSAL = refusal();

        private Host() {}

        private static Optional<String> refusal() {
            LinuxCalls calls = new LinuxCalls();
            int[] from = {-1, -1};
            int[] to = {-1, -1};
            try {
                long result = calls.pipe(from);
                if (result == 0) {
                    result = calls.pipe(to);
                }
                if (result == 0) {
                    result = calls.spliceIn(from[0], to[1], 1);
                }
                // An empty pipe: would block, and that is the answer of a host that can.
                return result == -LinuxCalls.EAGAIN
                        ? Optional.empty()
                        : Optional.of("this host refuses it: " + LinuxCalls.message(result));
            } finally {
                for (int end : new int[] {from[0], from[1], to[0], to[1]}) {
                    if (end >= 0) {
                        calls.close(end);
                    }
                }
            }
        }
    }
}
