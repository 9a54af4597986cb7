package io.zenview.server;

import io.zenview.transfer.RootDirectory;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files below a directory.
///
/// **What is served.** Regular files and directories. Symbolic links are followed as long as they
/// stay below the root; devices, pipes and sockets are not there at all, nor is what the server
/// itself keeps ([WritableDirectory#RESERVED]). A directory with an `index.html` is answered by
/// that.
///
/// **Validators.** The ETag is made of inode, modification time in nanoseconds, and size, all of
/// the file that is sent. It costs nothing and changes with every write that a file system notices.
///
/// **Open files** are kept for some seconds, and looked at anew for each request.
public final class DirectoryStore implements ContentStore, AutoCloseable {
    /// What a listing shows at most: more is no help to a person, and takes megabytes.
    private static final int MAX_LISTED = 10_000;

    private static final String INDEX = "index.html";
    private static final long KEPT_NANOS = 10_000_000_000L;

    private final RootDirectory directory;
    private final Path root;
    private final OpenFiles openFiles;

    private DirectoryStore(RootDirectory directory, OpenFiles openFiles) {
        this.directory = directory;
        this.root = directory.path();
        this.openFiles = openFiles;
    }

    /// Serves what is below a directory.
    ///
    /// @param directory an existing directory; links in its own path are resolved now, once
    /// @return a store, to be closed with the server
    /// @throws NoSuchFileException if there is nothing
    /// @throws NotDirectoryException if it is something else
    /// @throws IOException if it cannot be read
    public static DirectoryStore of(Path directory) throws IOException {
        return of(directory, KEPT_NANOS);
    }

    static DirectoryStore of(Path directory, long keptNanos) throws IOException {
        return new DirectoryStore(RootDirectory.of(directory), new OpenFiles(keptNanos));
    }

    /// The directory, without links.
    ///
    /// @return an absolute path
    public Path root() {
        return root;
    }

    /// True: the attributes of files are in memory as a rule.
    @Override
    public boolean answersAtOnce() {
        return true;
    }

    @Override
    public Found find(ContentPath path) throws IOException {
        refuseReserved(path);
        Path named = resolve(path);
        String name = named.toString();
        BasicFileAttributes now = attributes(named);
        if (now.isDirectory()) {
            Content index = path.directory() ? index(named) : null;
            return index == null ? new Directory() : index;
        }
        if (!now.isRegularFile() || path.directory()) {
            throw new NoSuchFileException(name);
        }
        return open(name, named, now);
    }

    private @Nullable Content index(Path directory) throws IOException {
        Path index = directory.resolve(INDEX);
        try {
            BasicFileAttributes now = attributes(index);
            return now.isRegularFile() ? open(index.toString(), index, now) : null;
        } catch (NoSuchFileException _) {
            return null;
        }
    }

    private static BasicFileAttributes attributes(Path named) throws IOException {
        try {
            return Files.readAttributes(named, BasicFileAttributes.class);
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            // Links in a circle, or a path longer than any can be: the JDK has no types for these.
            Path parent = named.getParent();
            if (Files.isSymbolicLink(named) || parent == null || !Files.isDirectory(parent)) {
                NoSuchFileException nothing = new NoSuchFileException(named.toString());
                nothing.initCause(e);
                throw nothing;
            }
            throw e;
        }
    }

    private Content open(String name, Path named, BasicFileAttributes now) throws IOException {
        OpenFile file = openFiles.find(name);
        if (file != null && !file.isStill(now)) {
            file.release();
            file = null;
        }
        if (file == null) {
            file = openBelowRoot(named);
            openFiles.keep(name, file);
        }
        return new FileContent(file);
    }

    private OpenFile openBelowRoot(Path named) throws IOException {
        RootDirectory.Opened opened = directory.open(belowRoot(named));
        return new OpenFile(named, opened.channel(), opened.attributes());
    }

    private Path belowRoot(Path named) throws IOException {
        Path real = named.toRealPath();
        if (!real.startsWith(root) || isReserved(root.relativize(real))) {
            throw new AccessDeniedException(named.toString(), null, "leads out of the store");
        }
        return real;
    }

    @Override
    public Listing list(ContentPath path) throws IOException {
        refuseReserved(path);
        Path directory = belowRoot(resolve(path));
        List<Listing.Entry> entries = new ArrayList<>();
        boolean complete = true;
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            for (Path child : children) {
                Listing.Entry entry = entry(child);
                if (entry != null && entries.size() == MAX_LISTED) {
                    complete = false;
                    break;
                }
                if (entry != null) {
                    entries.add(entry);
                }
            }
        }
        entries.sort(
                Comparator.comparing(Listing.Entry::directory)
                        .reversed()
                        .thenComparing(Listing.Entry::name));
        return new Listing(entries, complete);
    }

    private Listing.@Nullable Entry entry(Path child) {
        String name = child.getFileName().toString();
        try {
            Path real = belowRoot(child);
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            if (!attributes.isDirectory() && !attributes.isRegularFile()) {
                return null;
            }
            return new Listing.Entry(
                    name,
                    attributes.isDirectory(),
                    attributes.isDirectory() ? 0 : attributes.size(),
                    attributes.lastModifiedTime().toInstant());
        } catch (IOException _) {
            return null; // gone by now, or a link to nowhere or out of the store
        }
    }

    private Path resolve(ContentPath path) {
        return path.segments().isEmpty() ? root : root.resolve(String.join("/", path.segments()));
    }

    private static void refuseReserved(ContentPath path) throws NoSuchFileException {
        if (WritableDirectory.isReserved(path)) {
            throw new NoSuchFileException(path.toString());
        }
    }

    private static boolean isReserved(Path relative) {
        for (Path name : relative) {
            if (WritableDirectory.isReserved(name.toString())) {
                return true;
            }
        }
        return false;
    }

    /// Closes what is kept open; answers in flight keep what they have.
    @Override
    public void close() {
        openFiles.clear();
    }
}
