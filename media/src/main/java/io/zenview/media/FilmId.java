package io.zenview.media;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How a film is named by its place in the library's directory: as one segment of a JSON Pointer
/// (RFC 6901), `~1` for each slash and `~0` for each tilde.
///
/// There is one id for each place and one place for each id. What a place in the directory cannot
/// be (`..`, empty names, hidden ones) has no id, nor has one whose id would be longer than 255
/// bytes, so that an id leads nowhere but down.
final class FilmId {
    private static final Set<String> EXTENSIONS =
            Set.of("mp4", "m4v", "mov", "m4a", "m4b", "3gp", "3g2", "qt");

    /// As long as a file's name may be: servers and proxies take no longer segment of a URL for
    /// one.
    private static final int MAX_BYTES = 255;

    private FilmId() {}

    /// The id of a place.
    ///
    /// @param relative a path below the directory, with names only
    /// @return nothing if no film can be there
    static Optional<String> of(Path relative) {
        StringBuilder id = new StringBuilder();
        for (Path name : relative) {
            if (!isShown(name.toString())) {
                return Optional.empty();
            }
            id.append(id.isEmpty() ? "" : "~1");
            id.append(name.toString().replace("~", "~0"));
        }
        return isFilm(relative) && isShort(id.toString())
                ? Optional.of(id.toString())
                : Optional.empty();
    }

    /// The place that an id stands for, with slashes between the names.
    ///
    /// @return nothing if there is no such place
    static Optional<String> place(String id) {
        if (!isShort(id)) {
            return Optional.empty();
        }
        StringBuilder place = new StringBuilder(id.length());
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c == '~') {
                i++;
                char escaped = i < id.length() ? id.charAt(i) : ' ';
                if (escaped != '0' && escaped != '1') {
                    return Optional.empty();
                }
                place.append(escaped == '0' ? '~' : '/');
            } else if (c == '/') {
                return Optional.empty();
            } else {
                place.append(c);
            }
        }
        for (String name : place.toString().split("/", -1)) {
            if (!isShown(name)) {
                return Optional.empty();
            }
        }
        return hasExtension(place.toString()) ? Optional.of(place.toString()) : Optional.empty();
    }

    private static boolean isShort(String id) {
        return id.length() <= MAX_BYTES && id.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    /// Whether something of this name is looked at. A dot in front is how Unix hides a name, and
    /// covers `.` and `..`. Of the others, no URL can be made that all programs read alike, or they
    /// were no text to begin with.
    static boolean isShown(String name) {
        if (name.isEmpty() || name.charAt(0) == '.') {
            return false;
        }
        return name.codePoints()
                .noneMatch(c ->
                        c == '\\'
                                || c == '/'
                                || c == '\ufffd'
                                || Character.isISOControl(c)
                                || Character.getType(c) == Character.SURROGATE);
    }

    /// Whether a file of this name is a film.
    static boolean isFilm(Path file) {
        Path name = file.getFileName();
        return name != null && hasExtension(name.toString());
    }

    private static boolean hasExtension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
