package io.zenview.transfer;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// Disk space that is reserved before the bytes come, so that a full disk is known at the beginning
/// and not after most of an upload.
public final class Preallocation {
    private Preallocation() {}

    /// Reserves space for the first `size` bytes of a file: fallocate(2) with
    /// `FALLOC_FL_KEEP_SIZE`. The size of the file and its bytes remain as they are; what was
    /// reserved is given back when the file is deleted, or cut to a smaller size.
    ///
    /// On most file systems this takes a few microseconds, whatever the size.
    ///
    /// @param file an existing file that may be written to, not a symbolic link
    /// @param size how many bytes, from the beginning of the file, there shall be room for
    /// @return false if nothing was reserved because it cannot be here: another system than Linux,
    ///   no native access, or a file system without such reservations
    /// @throws DiskFullException if there is no room for that much. A part may have been reserved
    /// @throws IllegalArgumentException if the size is negative
    /// @throws IOException if the file cannot be opened or the size is more than the file system
    ///   can have in one file
    public static boolean reserve(Path file, long size) throws IOException {
        if (size < 0) {
            throw new IllegalArgumentException("size " + size + " is negative");
        }
        return reserve(file, 0, size);
    }

    static boolean reserve(Path file, long from, long size) throws IOException {
        if (LinuxCalls.unavailability().isPresent()) {
            return false;
        }
        LinuxCalls calls = new LinuxCalls();
        int descriptor = Splice.open(calls, file);
        try {
            // The kernel does not take a size of 0, for which there is always room.
            int result = size == 0 ? 0 : calls.reserve(descriptor, from, size);
            while (result == -LinuxCalls.EINTR) {
                result = calls.reserve(descriptor, from, size);
            }
            return switch (-result) {
                case 0 -> true;
                case LinuxCalls.EOPNOTSUPP, LinuxCalls.ENOSYS, LinuxCalls.EPERM -> false;
                case LinuxCalls.ENOSPC, LinuxCalls.EDQUOT -> throw DiskFullException.of(file, size);
                default ->
                        throw new FileSystemException(
                                file.toString(),
                                null,
                                "cannot reserve "
                                        + size
                                        + " bytes from offset "
                                        + from
                                        + ": "
                                        + LinuxCalls.message(result));
            };
        } finally {
            calls.close(descriptor);
        }
    }

    /// Gives back what was reserved beyond the end of a file. [java.nio.channels.FileChannel] does
    /// not call the system to cut a file to the size that it has.
    static void giveBack(Path file, long size) throws IOException {
        if (LinuxCalls.unavailability().isPresent()) {
            return;
        }
        LinuxCalls calls = new LinuxCalls();
        int descriptor = Splice.open(calls, file);
        try {
            int result;
            do {
                result = calls.truncate(descriptor, size);
            } while (result == -LinuxCalls.EINTR);
            if (result < 0) {
                throw new FileSystemException(
                        file.toString(),
                        null,
                        "cannot be cut to " + size + " bytes: " + LinuxCalls.message(result));
            }
        } finally {
            calls.close(descriptor);
        }
    }
}
