package io.zenview.server;

import java.util.List;

/// A request's path, decoded and taken apart; none of its segments can lead anywhere but down.
///
/// @param segments decoded names from the root down, none of them empty, `.`, `..`, or with a
///   slash, a backslash or a NUL in it
/// @param directory whether the path ended in a slash (the root does)
public record ContentPath(List<String> segments, boolean directory) {

    /// Takes the segments as they are.
    public ContentPath {
        segments = List.copyOf(segments);
    }
}
