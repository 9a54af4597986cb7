package io.zenview.server;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// Where an [OriginServer] takes from what it serves: a directory ([DirectoryStore]) or anything
/// else that can put bytes into a [io.zenview.transfer.Payload].
///
/// **Threads.** Called by several threads at a time. A store that may keep its caller waiting (a
/// network, a tape) is called by worker threads; one that answers from memory as a rule says so by
/// [#answersAtOnce] and is called by the event loops, which saves two changes of threads per
/// request.
public interface ContentStore {

    /// Finds what a path names.
    ///
    /// @param path where to look
    /// @return a [Content], which the caller closes, or a [Directory]
    /// @throws NoSuchFileException if there is nothing (answered by 404)
    /// @throws AccessDeniedException if it may not be read or leads out of the store (403)
    /// @throws IOException if finding it fails for another reason (500)
    Found find(ContentPath path) throws IOException;

    /// What is in a directory. Always called by a worker thread.
    ///
    /// @param path a path for which [#find] gave a directory
    /// @return its entries
    /// @throws NoSuchFileException if it is gone
    /// @throws NotDirectoryException if it is something else by now
    /// @throws AccessDeniedException if it may not be read
    /// @throws IOException if reading it fails for another reason
    Listing list(ContentPath path) throws IOException;

    /// Whether [#find] returns within microseconds, as a rule.
    ///
    /// @return false unless overridden
    default boolean answersAtOnce() {
        return false;
    }

    /// What a path named.
    sealed interface Found permits Content, Directory {}

    /// The path named a directory.
    record Directory() implements Found {}
}
