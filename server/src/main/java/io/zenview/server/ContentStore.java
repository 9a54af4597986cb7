package io.zenview.server;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/// Where an origin server takes from what it serves: a directory (a DirectoryStore) or anything
/// else that can put bytes into a [io.zenview.transfer.Payload].
///
/// **Threads.** Called by several threads at a time. A store that may keep its caller waiting (a
/// disk that spins up, a network) is called by worker threads; one that answers from memory says so
/// by [#answersAtOnce] and is called by the event loops, which saves a change of threads per
/// request.
public interface ContentStore {

    /// Finds what a path names.
    ///
    /// @param path where to look
    /// @return a [Content], which the caller closes, or a [Listing]
    /// @throws NoSuchFileException if there is nothing (answered by 404)
    /// @throws AccessDeniedException if it may not be read or leads out of the store (403)
    /// @throws IOException if finding it fails for another reason (500)
    Found find(ContentPath path) throws IOException;

    /// Whether [#find] returns within microseconds, as a rule.
    ///
    /// @return false unless overridden
    default boolean answersAtOnce() {
        return false;
    }

    /// What a path named.
    sealed interface Found permits Content, Listing {}
}
