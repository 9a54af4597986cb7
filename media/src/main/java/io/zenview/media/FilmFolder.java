package io.zenview.media;

import io.zenview.media.VideoLibrary.Entry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The directory of a library: which films are in it, and the way to each of them.
///
/// Links are followed as long as they end up within the directory, at a name that is not hidden.
final class FilmFolder {
    /// What [#films] finds at most.
    static final int MAX_FILMS = 10_000;

    /// Deeper than people nest folders; a link to a folder above it could go on for ever.
    private static final int MAX_DEPTH = 32;

    private static final int MAX_ATTEMPTS = 10;

    private final Path root;

    private FilmFolder(Path root) {
        this.root = root;
    }

    /// A film's file, open for reading.
    ///
    /// @param named where it was found
    /// @param channel belongs to the caller
    /// @param attributes those of the very file that the channel reads
    record Opened(Path named, FileChannel channel, BasicFileAttributes attributes) {}

    static FilmFolder of(Path directory) throws IOException {
        Path root;
        try {
            root = directory.toRealPath();
        } catch (NoSuchFileException e) {
            NoSuchFileException clearer =
                    new NoSuchFileException(directory.toString(), null, "no such directory");
            clearer.initCause(e);
            throw clearer;
        }
        if (!Files.isDirectory(root)) {
            throw new NotDirectoryException(directory.toString());
        }
        return new FilmFolder(root);
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

    /// Opens a film's file such that it lies below the root for certain, whatever others do to the
    /// folders meanwhile: links are resolved first, and then each step from the root down is taken
    /// relative to the one before and follows no link.
    Opened open(String id) throws IOException {
        Path named = named(id);
        attributes(id, named); // also because opening a pipe waits for its writer
        Path real = named.toRealPath();
        if (!isShownPlace(real)) {
            throw noSuchFilm(id);
        }
        try (DirectoryStream<Path> top = Files.newDirectoryStream(root)) {
            return top instanceof SecureDirectoryStream<Path> folder
                    ? open(id, named, folder, root.relativize(real))
                    : openByName(id, named, real);
        }
    }

    private static Opened open(
            String id, Path named, SecureDirectoryStream<Path> folder, Path relative)
            throws IOException {
        Path name = relative.getName(0);
        if (relative.getNameCount() == 1) {
            return openIn(id, named, folder, name);
        }
        try (SecureDirectoryStream<Path> below =
                folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            return open(id, named, below, relative.subpath(1, relative.getNameCount()));
        }
    }

    private static Opened openIn(
            String id, Path named, SecureDirectoryStream<Path> folder, Path name)
            throws IOException {
        BasicFileAttributeView view =
                folder.getFileAttributeView(
                        name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        // Attributes can be had by name only: the same before and after means they are of the file
        // that was opened in between.
        BasicFileAttributes before = view.readAttributes();
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            if (!before.isRegularFile()) {
                throw noSuchFilm(id);
            }
            FileChannel channel =
                    (FileChannel)
                            folder.newByteChannel(
                                    name,
                                    Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
            try {
                BasicFileAttributes after = view.readAttributes();
                if (isSame(before, after) && channel.size() == before.size()) {
                    return new Opened(named, channel, before);
                }
                before = after;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            channel.close();
        }
        throw new IOException(named + " changes faster than it can be opened");
    }

    /// For file systems without relative access.
    private static Opened openByName(String id, Path named, Path real) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw noSuchFilm(id);
        }
        FileChannel channel =
                FileChannel.open(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        return new Opened(named, channel, attributes);
    }

    /// Whether both are of one file in one state.
    static boolean isSame(BasicFileAttributes one, BasicFileAttributes other) {
        return Objects.equals(one.fileKey(), other.fileKey())
                && one.size() == other.size()
                && one.lastModifiedTime().equals(other.lastModifiedTime());
    }

    static NoSuchFileException noSuchFilm(String id) {
        return new NoSuchFileException(id, null, "there is no such film in this library");
    }
}
