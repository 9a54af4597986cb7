package io.zenview.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;

/// A directory whose files are opened such that they lie below it for certain, whatever others do
/// to the directories meanwhile.
///
/// Whoever asks resolves links first ([Path#toRealPath]) and decides whether where they lead is
/// allowed. From there on no link is followed: each step from the root down is taken relative to
/// the directory before it (`openat` with `O_NOFOLLOW`), so that a directory that is replaced by a
/// link between the look and the opening leads nowhere. File systems without relative access
/// (Windows) open by name, without following a link at its end.
///
/// **Threads.** Safe for any number.
public final class RootDirectory {
    /// Attributes can be had by name only. A file that is replaced more often than this while it is
    /// opened is not one that anybody can serve.
    private static final int MAX_ATTEMPTS = 10;

    private final Path path;

    private RootDirectory(Path path) {
        this.path = path;
    }

    /// A file that is open for reading.
    ///
    /// @param channel belongs to who asked for it
    /// @param attributes those of the very file that the channel reads
    public record Opened(FileChannel channel, BasicFileAttributes attributes) {}

    /// Looks whether it is there.
    ///
    /// @param directory an existing directory; links in its own path are resolved now, once
    /// @return the root
    /// @throws NoSuchFileException if there is nothing
    /// @throws NotDirectoryException if it is something else
    /// @throws IOException if it cannot be looked at
    public static RootDirectory of(Path directory) throws IOException {
        Path real;
        try {
            real = directory.toRealPath();
        } catch (NoSuchFileException e) {
            NoSuchFileException clearer =
                    new NoSuchFileException(directory.toString(), null, "no such directory");
            clearer.initCause(e);
            throw clearer;
        }
        if (!Files.isDirectory(real)) {
            throw new NotDirectoryException(directory.toString());
        }
        return new RootDirectory(real);
    }

    /// Where it is.
    ///
    /// @return an absolute path without links
    public Path path() {
        return path;
    }

    /// Opens a regular file below the directory for reading.
    ///
    /// @param real its absolute path, without links
    /// @return the file
    /// @throws IllegalArgumentException if the path does not lie below the directory
    /// @throws NoSuchFileException if there is no regular file, or is none any more
    /// @throws IOException if a step on the way is a link by now, or the file cannot be opened
    public Opened open(Path real) throws IOException {
        if (!real.startsWith(path) || real.equals(path)) {
            throw new IllegalArgumentException(real + " does not lie below " + path);
        }
        try (DirectoryStream<Path> top = Files.newDirectoryStream(path)) {
            return top instanceof SecureDirectoryStream<Path> directory
                    ? open(real, directory, path.relativize(real))
                    : openByName(real);
        }
    }

    private static Opened open(Path real, SecureDirectoryStream<Path> directory, Path relative)
            throws IOException {
        Path name = relative.getName(0);
        if (relative.getNameCount() == 1) {
            return openIn(real, directory, name);
        }
        try (SecureDirectoryStream<Path> below =
                directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            return open(real, below, relative.subpath(1, relative.getNameCount()));
        }
    }

    private static Opened openIn(Path real, SecureDirectoryStream<Path> directory, Path name)
            throws IOException {
        BasicFileAttributeView view =
                directory.getFileAttributeView(
                        name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        // The same before and after means that they are of the file that was opened in between.
        BasicFileAttributes before = view.readAttributes();
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            requireRegular(real, before);
            FileChannel channel =
                    (FileChannel)
                            directory.newByteChannel(
                                    name,
                                    Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
            try {
                BasicFileAttributes after = view.readAttributes();
                if (isSame(before, after) && channel.size() == before.size()) {
                    return new Opened(channel, before);
                }
                before = after;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            channel.close();
        }
        throw new IOException(real + " changes faster than it can be opened");
    }

    private static Opened openByName(Path real) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        requireRegular(real, attributes);
        FileChannel channel =
                FileChannel.open(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        return new Opened(channel, attributes);
    }

    /// Opening a pipe would wait for its writer.
    private static void requireRegular(Path real, BasicFileAttributes attributes)
            throws NoSuchFileException {
        if (!attributes.isRegularFile()) {
            throw new NoSuchFileException(real.toString(), null, "no regular file");
        }
    }

    /// Whether both are of one file in one state, as far as a file system tells: same file, size,
    /// and time of change.
    ///
    /// @param one attributes
    /// @param other attributes
    /// @return true if nothing tells them apart
    public static boolean isSame(BasicFileAttributes one, BasicFileAttributes other) {
        return Objects.equals(one.fileKey(), other.fileKey())
                && one.size() == other.size()
                && one.lastModifiedTime().equals(other.lastModifiedTime());
    }
}
