package io.zenview.server;

import io.zenview.transfer.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Bytes on their way to a path of a [WritableStore].
///
/// **One at a time.** Whoever appends holds the upload's only [Appender]. Whoever comes later
/// ([#append], [#settle], [#cancel]) takes the upload away from him: a client that comes back knows
/// better than the server that its earlier request is dead, and must not have to wait until the
/// server finds out. The earlier appender is told, once, and everything it tries from then on fails
/// by [UploadException.Reason#TAKEN_OVER]; a write that it is in the middle of is waited for, so
/// that no byte of it arrives after the offset was told to somebody else. An appender that is
/// completing the upload is waited for, too, and then there is nothing left to take.
///
/// **Offset.** The number of bytes that have come, all of them from the beginning and without a
/// gap. It never becomes less, [Appender#rewind] excepted.
public interface Upload {

    /// What a resumable upload is found by later, in this process and in others: 22 characters that
    /// cannot be guessed (128 random bits) and need no escaping in a URL.
    ///
    /// @return the identifier
    String id();

    /// Where the bytes will be, or are, found.
    ///
    /// @return the path that the upload was created for
    ContentPath path();

    /// How many bytes there will be.
    ///
    /// @return the length in bytes, if it is known yet
    OptionalLong length();

    /// What came of it.
    ///
    /// @return what was stored, once the upload is complete
    Optional<Stored> stored();

    /// When it is removed, or forgotten if it is complete, unless somebody appends before.
    ///
    /// @return the time, by the store's clock
    Instant expires();

    /// Ends whoever is appending, and says how far the upload has come. The bytes up to there have
    /// been written to the disk.
    ///
    /// @return the offset in bytes, from which an append will be accepted
    /// @throws UploadException if the upload is gone
    /// @throws IOException if writing to the disk fails
    long settle() throws IOException;

    /// Begins to append where the upload stands, and ends whoever else is appending.
    ///
    /// @param whenTakenOver run once if somebody else takes over, by that thread; it should end the
    ///   request that this appender belongs to, and not wait
    /// @return the only appender
    /// @throws UploadException if the upload is complete, or gone
    /// @throws IOException if its file cannot be opened
    Appender append(Runnable whenTakenOver) throws IOException;

    /// Ends whoever is appending, and removes every byte of the upload. What a complete upload has
    /// stored stays; the upload itself is forgotten.
    ///
    /// @throws IOException if something could not be removed
    void cancel() throws IOException;

    /// The right to append to an upload, held by one at a time.
    ///
    /// Used by one thread at a time, not necessarily the same one always.
    interface Appender extends AutoCloseable {

        /// How far the upload has come.
        ///
        /// @return the offset in bytes
        long offset();

        /// How much may still come: up to the length if that is known, and within the limits.
        ///
        /// @return a number of bytes
        long room();

        /// The file that the bytes are written to, for those who need its name. Nobody else may
        /// write to it, and nobody at all outside of [#append].
        ///
        /// @return the file's path
        Path file();

        /// Says how many bytes the upload will have; kept with a resumable upload.
        ///
        /// @param bytes the length
        /// @throws UploadException if another length was said before, if it is less than the
        ///   offset, or beyond the limits
        /// @throws IOException if it cannot be kept
        void declareLength(long bytes) throws IOException;

        /// Says digests that the whole must have, besides those that its terms say; kept with a
        /// resumable upload. Computing one that nobody wanted before begins with the first byte.
        ///
        /// @param digests what [#complete] holds the bytes against
        /// @throws IOException if they cannot be kept
        void expect(List<Digest> digests) throws IOException;

        /// Writes bytes at the offset. To be called when there are bytes at hand, not to see
        /// whether any will come.
        ///
        /// If it fails for lack of space on the disk, the upload is gone, and so is the space that
        /// it took. After any other failure the bytes written so far count.
        ///
        /// @param write writes; it is called once, before this method returns
        /// @return how many bytes were written
        /// @throws UploadException if there is no [#room], if the disk is full, if somebody else
        ///   has taken over, or the upload is gone
        /// @throws IOException what `write` throws
        long append(Write write) throws IOException;

        /// Writes everything up to the offset to the disk.
        ///
        /// @throws IOException if that fails; what is on the disk is unknown then, and the upload
        ///   gone
        void force() throws IOException;

        /// Drops what came after an offset, for bytes whose digest turned out wrong and that were
        /// not acknowledged to anybody.
        ///
        /// @param offset where the appender began, or later
        /// @throws IOException if that fails
        void rewind(long offset) throws IOException;

        /// Completes the upload: the path names these bytes when this method returns, and they have
        /// been written to the disk, as has their name.
        ///
        /// If the digest is another than expected, or the precondition does not hold any more, or
        /// the path can name no file any more, the upload is gone. If bytes are missing, it is not.
        ///
        /// @return what was stored
        /// @throws UploadException if it is refused; the reason says why
        /// @throws IOException if the store fails
        Stored complete() throws IOException;

        /// Lets go of the upload. One that is neither complete nor resumable is removed.
        ///
        /// @throws IOException if it could not be removed
        @Override
        void close() throws IOException;
    }

    /// Writes bytes to a file, from wherever they come.
    @FunctionalInterface
    interface Write {
        /// Writes bytes to a place in the file, and nowhere else.
        ///
        /// @param file open for writing
        /// @param position where the first byte goes
        /// @param atMost how many bytes may be written, at least 1
        /// @return how many bytes were written, from 0 up to `atMost`
        /// @throws IOException if it fails
        long into(FileChannel file, long position, long atMost) throws IOException;
    }
}
