package io.zenview.media;

import io.zenview.media.VideoLibrary.Entry;
import io.zenview.transfer.RootDirectory;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/// The directory of a library: which films are in it, and the way to each of them.
///
/// Links are followed as long as they end up within the directory, at a name that is not hidden.
final class FilmFolder {
    /// What [#films] finds at most.
    static final int MAX_FILMS = 10_000;

    /// Deeper than people nest folders; a link to a folder above it could go on for ever.
    private static final int MAX_DEPTH = 32;

    private final RootDirectory directory;
    private final Path root;

    private FilmFolder(RootDirectory directory) {
        this.directory = directory;
        this.root = directory.path();
    }

    static FilmFolder of(Path directory) throws IOException {
        return new FilmFolder(RootDirectory.of(directory));
    }

    Path root() {
        return root;
    }

    /// The films that are there now, by path.
    List<Entry> films() throws IOException {
        return films(MAX_FILMS);
    }

    /// The first ones that are found, by path.
    List<Entry> films(int most) throws IOException {
        List<Entry> films = new ArrayList<>();
        Files.walkFileTree(
                root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, new Walk(films, most));
        films.sort(Comparator.comparing(Entry::file));
        return films;
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private final List<Entry> films;
        private final int most;

        Walk(List<Entry> films, int most) {
            this.films = films;
            this.most = most;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return directory.equals(root)
                            || (FilmId.isShown(directory.getFileName().toString())
                                    && isWithin(directory))
                    ? FileVisitResult.CONTINUE
                    : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && FilmId.isFilm(file)) {
                Path relative = root.relativize(file);
                FilmId.of(relative)
                        // A name that is no text in this system's encoding is not found by it.
                        .filter(id -> root.resolve(relative.toString()).equals(file))
                        .filter(id -> isWithin(file))
                        .ifPresent(id ->
                                films.add(
                                        new Entry(
                                                id,
                                                file,
                                                attributes.size(),
                                                attributes.lastModifiedTime().toInstant())));
            }
            return films.size() < most ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        /// What cannot be read is left out: one such folder (`lost+found`) must not hide the films
        /// beside it.
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (file.equals(root)) {
                throw failure;
            }
            return FileVisitResult.CONTINUE;
        }

        /// As above; a folder that fails half-way has shown what it could.
        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }

    /// Whether a path that was found in the directory stays in it, links followed.
    private boolean isWithin(Path found) {
        try {
            return !Files.isSymbolicLink(found) || isShownPlace(found.toRealPath());
        } catch (IOException _) {
            return false;
        }
    }

    private boolean isShownPlace(Path real) {
        if (!real.startsWith(root)) {
            return false;
        }
        for (Path name : root.relativize(real)) {
            if (!FilmId.isShown(name.toString()) && !real.equals(root)) {
                return false;
            }
        }
        return true;
    }

    /// Where a film would be.
    ///
    /// @throws NoSuchFileException if nothing can be there
    Path named(String id) throws NoSuchFileException {
        try {
            return root.resolve(FilmId.place(id).orElseThrow(() -> noSuchFilm(id)));
        } catch (InvalidPathException e) {
            NoSuchFileException nothing = noSuchFilm(id);
            nothing.initCause(e);
            throw nothing;
        }
    }

    /// What is there now.
    ///
    /// @throws NoSuchFileException if there is no file
    BasicFileAttributes attributes(String id, Path named) throws IOException {
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(named, BasicFileAttributes.class);
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            // Also links in a circle, names that are too long, and folders that are files.
            NoSuchFileException nothing = noSuchFilm(id);
            nothing.initCause(e);
            throw nothing;
        }
        if (!now.isRegularFile()) {
            throw noSuchFilm(id);
        }
        return now;
    }

    /// Opens a film's file, wherever links lead, as long as that is below the root.
    ///
    /// @param named where it was found
    RootDirectory.Opened open(String id, Path named) throws IOException {
        attributes(id, named); // says what is wrong with links in a circle and the like
        Path real = named.toRealPath();
        if (!isShownPlace(real) || real.equals(root)) {
            throw noSuchFilm(id);
        }
        try {
            return directory.open(real);
        } catch (NoSuchFileException e) {
            NoSuchFileException nothing = noSuchFilm(id);
            nothing.initCause(e);
            throw nothing;
        }
    }

    static NoSuchFileException noSuchFilm(String id) {
        return new NoSuchFileException(id, null, "there is no such film in this library");
    }
}
