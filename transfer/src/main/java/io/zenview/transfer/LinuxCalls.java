package io.zenview.transfer;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The system calls of Linux that Java has no method for.
///
/// Like the kernel, every call answers with its result or with the negative number of the error;
/// what the error means depends on who asks. An instance holds the memory that the calls need and
/// belongs to one thread at a time. It may only be made where [#unavailability] has nothing to say.
@SuppressWarnings(
        "restricted") // Native access is asked for first, and the signatures are the manual's.
final class LinuxCalls {
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EINVAL = 22;
    static final int ENOSPC = 28;
    static final int ENOSYS = 38;
    static final int EOPNOTSUPP = 95;
    static final int EDQUOT = 122;

    static final int POLLNVAL = 0x20;

    private static final int POLLIN = 1;
    private static final int O_WRONLY = 1;
    private static final int O_CLOEXEC = 0x80000;
    private static final int F_SETPIPE_SZ = 1031;
    private static final int F_GETPIPE_SZ = 1032;
    private static final int SPLICE_F_NONBLOCK = 2;
    private static final int FALLOC_FL_KEEP_SIZE = 1;
    private static final int SYNC_FILE_RANGE_WRITE = 2;
    private static final long SIOCOUTQ = 0x5411;

    /// One of the few flags whose number depends on the processor.
    private static final int O_NOFOLLOW =
            switch (System.getProperty("os.arch", "")) {
                case "aarch64", "ppc64le" -> 0x8000;
                default -> 0x20000;
            };

    private static final Optional<String> UNAVAILABILITY = findUnavailability();

    private final MemorySegment state;
    private final MemorySegment pollfd;
    private final MemorySegment offset;

    LinuxCalls() {
        // Automatic: whoever closes his descriptors while another thread is in a call of his must
        // not take the memory away under the kernel.
        Arena arena = Arena.ofAuto();
        state = arena.allocate(Handles.STATE);
        pollfd = arena.allocate(8, 4);
        offset = arena.allocate(ValueLayout.JAVA_LONG);
    }

    /// Why there are no such calls here, in words that can follow a colon; empty if there are.
    static Optional<String> unavailability() {
        return UNAVAILABILITY;
    }

    private static Optional<String> findUnavailability() {
        String system = System.getProperty("os.name", "an unknown system");
        if (!system.equals("Linux")) {
            return Optional.of("this is " + system + ", and it takes Linux");
        }
        if (ValueLayout.ADDRESS.byteSize() != Long.BYTES) {
            return Optional.of("this Java has addresses of 32 bits, and it takes 64");
        }
        Module module = LinuxCalls.class.getModule();
        if (!module.isNativeAccessEnabled()) {
            // Calling all the same would print a warning today, and fail in a later Java.
            String name = module.isNamed() ? module.getName() : "ALL-UNNAMED";
            return Optional.of(
                    "native access is not enabled; start Java with --enable-native-access=" + name);
        }
        try {
            SymbolLookup libc = Linker.nativeLinker().defaultLookup();
            return Stream.of(
                            "pipe2",
                            "fcntl",
                            "splice",
                            "poll",
                            "open",
                            "close",
                            "fallocate",
                            "ftruncate",
                            "sync_file_range",
                            "ioctl",
                            "strerror")
                    .filter(name -> libc.find(name).isEmpty())
                    .findFirst()
                    .map(name -> "this system's C library has no " + name);
        } catch (UnsupportedOperationException e) {
            return Optional.of("this Java cannot call native code: " + e.getMessage());
        }
    }

    /// What the system says to an error's number, its sign aside: "Bad file descriptor (error 9)".
    static String message(long error) {
        int number = (int) Math.abs(error);
        try {
            MemorySegment text = (MemorySegment) Handles.STRERROR.invokeExact(number);
            return text.reinterpret(256).getString(0) + " (error " + number + ")";
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// A pipe whose ends a started program does not inherit.
    ///
    /// @param ends receives the descriptors for reading and for writing
    int pipe(int[] ends) {
        try {
            int result = (int) Handles.PIPE2.invokeExact(state, offset, O_CLOEXEC);
            if (result < 0) {
                return -errno();
            }
            ends[0] = offset.get(ValueLayout.JAVA_INT, 0);
            ends[1] = offset.get(ValueLayout.JAVA_INT, 4);
            return result;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int setPipeSize(int pipe, int bytes) {
        return fcntl(pipe, F_SETPIPE_SZ, bytes);
    }

    int pipeSize(int pipe) {
        return fcntl(pipe, F_GETPIPE_SZ, 0);
    }

    private int fcntl(int descriptor, int command, int argument) {
        try {
            int result = (int) Handles.FCNTL.invokeExact(state, descriptor, command, argument);
            return result < 0 ? -errno() : result;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// From a stream into a pipe, without waiting for room in the pipe. A blocking stream waits for
    /// its first byte.
    long spliceIn(int stream, int pipe, long count) {
        return splice(stream, pipe, MemorySegment.NULL, count);
    }

    /// From a pipe into a file, without waiting for bytes in the pipe.
    long spliceOut(int pipe, int file, long position, long count) {
        offset.set(ValueLayout.JAVA_LONG, 0, position);
        return splice(pipe, file, offset, count);
    }

    private long splice(int from, int to, MemorySegment toOffset, long count) {
        try {
            long result =
                    (long)
                            Handles.SPLICE.invokeExact(
                                    state,
                                    from,
                                    MemorySegment.NULL,
                                    to,
                                    toOffset,
                                    count,
                                    SPLICE_F_NONBLOCK);
            return result < 0 ? -errno() : result;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Waits until there is something to read from the descriptor: bytes, the end or an error.
    ///
    /// @return 0 if there was nothing in time, else the events that came
    int pollIn(int descriptor, int milliseconds) {
        pollfd.set(ValueLayout.JAVA_INT, 0, descriptor);
        pollfd.set(ValueLayout.JAVA_SHORT, 4, (short) POLLIN);
        try {
            int result = (int) Handles.POLL.invokeExact(state, pollfd, 1L, milliseconds);
            return result < 0
                    ? -errno()
                    : result == 0 ? 0 : pollfd.get(ValueLayout.JAVA_SHORT, 6) & 0xffff;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Opens an existing file for writing, unless its name is that of a symbolic link.
    int openForWriting(Path file) {
        Charset names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(file.toString(), names);
            int flags = O_WRONLY | O_CLOEXEC | O_NOFOLLOW;
            int result = (int) Handles.OPEN.invokeExact(state, name, flags);
            return result < 0 ? -errno() : result;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void close(int descriptor) {
        try {
            // Linux closes whatever it answers, so there is nothing to be done about an error.
            int _ = (int) Handles.CLOSE.invokeExact(state, descriptor);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Reserves disk space for a part of a file and leaves the file's size alone.
    int reserve(int file, long from, long size) {
        try {
            int result =
                    (int)
                            Handles.FALLOCATE.invokeExact(
                                    state, file, FALLOC_FL_KEEP_SIZE, from, size);
            return result < 0 ? -errno() : result;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Begins to write a part of a file to the disk.
    int beginWriting(int file, long from, long size) {
        try {
            int result =
                    (int)
                            Handles.SYNC_FILE_RANGE.invokeExact(
                                    state, file, from, size, SYNC_FILE_RANGE_WRITE);
            return result < 0 ? -errno() : result;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Cuts a file to a size, its own included: then what was reserved beyond is given back.
    int truncate(int file, long size) {
        try {
            int result = (int) Handles.FTRUNCATE.invokeExact(state, file, size);
            return result < 0 ? -errno() : result;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// How many bytes a connected socket has that its peer has not acknowledged.
    int unacknowledged(int socket) {
        try {
            int result = (int) Handles.IOCTL.invokeExact(state, socket, SIOCOUTQ, offset);
            return result < 0 ? -errno() : offset.get(ValueLayout.JAVA_INT, 0);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private int errno() {
        return state.get(ValueLayout.JAVA_INT, Handles.ERRNO);
    }

    private static RuntimeException unexpected(Throwable e) {
        return switch (e) {
            case RuntimeException known -> known;
            case Error error -> throw error;
            default -> new IllegalStateException("native calls throw nothing of their own", e);
        };
    }

    /// Apart, so that nothing is linked before it is known that it can be.
    private static final class Handles {
        static final StructLayout STATE = Linker.Option.captureStateLayout();
        static final long ERRNO = STATE.byteOffset(PathElement.groupElement("errno"));

        static final MethodHandle PIPE2 =
                call("pipe2", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        static final MethodHandle FCNTL =
                variadic(
                        "fcntl",
                        2,
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT));
        static final MethodHandle SPLICE =
                call(
                        "splice",
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT);
        static final MethodHandle POLL =
                call(
                        "poll",
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT);
        static final MethodHandle OPEN =
                variadic(
                        "open",
                        2,
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        static final MethodHandle CLOSE = call("close", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        static final MethodHandle FALLOCATE =
                call(
                        "fallocate",
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG);
        static final MethodHandle FTRUNCATE =
                call(
                        "ftruncate",
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG);
        static final MethodHandle SYNC_FILE_RANGE =
                call(
                        "sync_file_range",
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT);
        static final MethodHandle IOCTL =
                variadic(
                        "ioctl",
                        2,
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.ADDRESS));
        static final MethodHandle STRERROR =
                Linker.nativeLinker()
                        .downcallHandle(
                                symbol("strerror"),
                                FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));

        private Handles() {}

        private static MethodHandle call(
                String name, ValueLayout result, ValueLayout... arguments) {
            return Linker.nativeLinker()
                    .downcallHandle(
                            symbol(name),
                            FunctionDescriptor.of(result, arguments),
                            Linker.Option.captureCallState("errno"));
        }

        private static MethodHandle variadic(String name, int fixed, FunctionDescriptor type) {
            return Linker.nativeLinker()
                    .downcallHandle(
                            symbol(name),
                            type,
                            Linker.Option.captureCallState("errno"),
                            Linker.Option.firstVariadicArg(fixed));
        }

        private static MemorySegment symbol(String name) {
            return Linker.nativeLinker().defaultLookup().findOrThrow(name);
        }
    }
}
