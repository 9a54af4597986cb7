package io.zenview.transfer;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file system, or its user's quota, has no room for the bytes that were to go into a file.
///
/// Nothing was deleted: what is in the file up to then stays there until the caller removes it.
public final class DiskFullException extends FileSystemException {
    private static final long serialVersionUID = 1;

    /// How many bytes there was to be room for.
    private final long wanted;

    /// How many bytes there was room for, or -1 if the file system did not tell.
    private final long usable;

    private DiskFullException(Path file, long wanted, long usable) {
        super(
                file.toString(),
                null,
                "no space left on the device for "
                        + wanted
                        + (wanted == 1 ? " more byte" : " more bytes")
                        + (usable < 0 ? "" : ", " + usable + " are usable"));
        this.wanted = wanted;
        this.usable = usable;
    }

    /// The failure for a file, with what its file system has left just now.
    ///
    /// @param file the file, which need not exist any more
    /// @param wanted how many bytes were to go into it, not counting those that did
    /// @return the exception, to be thrown
    public static DiskFullException of(Path file, long wanted) {
        long usable;
        try {
            usable = Files.getFileStore(file).getUsableSpace();
        } catch (IOException e) {
            usable = -1;
        }
        return new DiskFullException(file, wanted, usable);
    }

    /// How much was to be stored.
    ///
    /// @return the number of bytes that there was no room for
    public long wanted() {
        return wanted;
    }

    /// How much room there was when the failure was noticed. It can exceed [#wanted]: somebody may
    /// have made room since, and a quota does not show here.
    ///
    /// @return a number of bytes, or -1 if the file system did not tell
    public long usable() {
        return usable;
    }
}
