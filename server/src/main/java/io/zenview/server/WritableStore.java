package io.zenview.server;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// A store that also takes what is sent to it.
///
/// What is being sent is an [Upload] until it is complete; only then does its path name it. So a
/// reader sees the old content or the new one, never a part of either, and an upload that ends
/// early changes nothing.
///
/// **Threads.** Called by several threads at a time. Every method may keep its caller waiting for
/// the disk, [Upload.Appender#append] alone excepted, which waits no longer than a write does.
public interface WritableStore extends ContentStore, AutoCloseable {

    /// Begins an upload.
    ///
    /// What can be known now is refused now: a precondition that does not hold, a length beyond the
    /// limits, a path that can name no file. All of that is looked at again when the upload
    /// completes, since the store may have changed by then.
    ///
    /// @param path what the bytes will be found under
    /// @param terms what is known of the upload, and on what conditions it may complete
    /// @return an upload without a byte yet, and without an appender
    /// @throws UploadException if it is refused; the reason says why
    /// @throws AccessDeniedException if the path leads out of the store, or to what is the store's
    ///   own
    /// @throws IOException if the store fails
    Upload create(ContentPath path, UploadTerms terms) throws IOException;

    /// Finds a resumable upload, be it complete or not, begun by this store or by an earlier one on
    /// the same place.
    ///
    /// @param id what [Upload#id] said; any text at all may be asked for
    /// @return the upload, or nothing if there never was one, or it was cancelled, or has expired
    Optional<Upload> upload(String id);

    /// Removes what a path names.
    ///
    /// @param path names a file; directories are not removed
    /// @param precondition what must hold of the file
    /// @throws NoSuchFileException if there is nothing
    /// @throws UploadException if the precondition does not hold, or the path names no file
    /// @throws AccessDeniedException if the path leads out of the store, or to what is the store's
    ///   own
    /// @throws IOException if the store fails
    void delete(ContentPath path, Precondition precondition) throws IOException;

    /// What uploads are held to.
    ///
    /// @return the limits; the same ones always
    UploadLimits limits();

    /// Removes uploads that nobody has touched for as long as [UploadLimits#expiry], and forgets
    /// complete ones of that age. One that is being appended to is never removed.
    ///
    /// Meant to be called every hour or so; a store does it by itself only when it opens.
    ///
    /// @return how many were removed or forgotten
    /// @throws IOException if the store fails; what could be removed is removed
    int sweep() throws IOException;

    /// Gives back what the store holds. Resumable uploads stay, to be continued by the next store
    /// on the same place; all others end.
    ///
    /// @throws IOException if the store fails
    @Override
    void close() throws IOException;
}
