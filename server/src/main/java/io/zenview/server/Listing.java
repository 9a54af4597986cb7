package io.zenview.server;

import java.time.Instant;
import java.util.List;

/// What is in a directory.
///
/// @param entries in the order of their names, directories first
/// @param complete whether that is all; very large directories are cut
public record Listing(List<Entry> entries, boolean complete) {

    /// Takes the entries as they are.
    public Listing {
        entries = List.copyOf(entries);
    }

    /// One thing in a directory.
    ///
    /// @param name its name, without a path
    /// @param directory whether it is a directory
    /// @param size in bytes; 0 for a directory
    /// @param lastModified when it last changed
    public record Entry(String name, boolean directory, long size, Instant lastModified) {}
}
