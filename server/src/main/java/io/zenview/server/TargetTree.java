package io.zenview.server;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.zenview.server.UploadException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The directory that uploads end up in, seen as what can be replaced and removed.
///
/// **Where a path leads.** Every parent is looked at by itself. A symbolic link to a directory is
/// followed if it stays within the root; what leads out of it, or to the reserved directory, is
/// refused. The last name is never followed: a link there is replaced, or removed, itself. A
/// program on the same machine that may write to the tree could change it between the look and the
/// deed; such a program needs no server to do harm there.
///
/// **One change at a time.** Looking at the precondition and acting on it happen under one lock of
/// this object, so that of several uploads that may not replace anything exactly one succeeds.
/// Other processes are kept from being overwritten by a hard link, which is made only where there
/// is no name yet.
final class TargetTree {
    private final Path root;
    private final ReentrantLock change = new ReentrantLock();

    /// A tree.
    ///
    /// @param root an existing directory
    TargetTree(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    Path root() {
        return root;
    }

    /// Refuses what can be refused before any byte has come.
    void preview(ContentPath path, Precondition precondition) throws IOException {
        require(precondition, path, current(resolve(path)));
    }

    /// Gives a file its final name, and makes the parents that are missing.
    ///
    /// @param reached told of the steps in between
    /// @param renamed run as soon as the path names the file, before that is on the disk
    void place(
            Path part,
            ContentPath path,
            Precondition precondition,
            UploadStep.Observer reached,
            Runnable renamed)
            throws IOException {
        Path parent;
        change.lock();
        try {
            Place place = resolve(path);
            require(precondition, path, current(place));
            parent = place.makeParents();
            Path target = parent.resolve(place.name);
            if (precondition.requiresAbsence()) {
                link(part, target, path, precondition);
                reached.reached(UploadStep.LINKED);
                Files.deleteIfExists(part);
            } else {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            change.unlock();
        }
        renamed.run();
        reached.reached(UploadStep.NAMED);
        DurableFiles.forceDirectory(parent);
        reached.reached(UploadStep.NAME_FORCED);
    }

    private static void link(Path part, Path target, ContentPath path, Precondition precondition)
            throws IOException {
        try {
            Files.createLink(target, part);
        } catch (FileAlreadyExistsException e) {
            // Another process was faster: ours wait for the lock.
            throw new UploadException(
                    Reason.PRECONDITION_FAILED, unmet(path, precondition, "something else"), e);
        } catch (FileSystemException | UnsupportedOperationException e) {
            // File systems without hard links; there, only this process keeps to the precondition.
            // Whatever else it was, renaming will fail of it, too.
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /// Removes a file.
    void delete(ContentPath path, Precondition precondition) throws IOException {
        Place place = resolve(path);
        change.lock();
        try {
            Optional<EntityTag> current = current(place);
            if (current.isEmpty()) {
                throw new NoSuchFileException(written(path));
            }
            require(precondition, path, current);
            Files.delete(place.existing.resolve(place.name));
        } finally {
            change.unlock();
        }
        DurableFiles.forceDirectory(place.existing);
    }

    /// Whether there is anything now.
    boolean exists(ContentPath path) throws IOException {
        return current(resolve(path)).isPresent();
    }

    /// The tag of what a path names now, if it names anything.
    Optional<EntityTag> current(ContentPath path) throws IOException {
        return current(resolve(path));
    }

    private Optional<EntityTag> current(Place place) throws IOException {
        if (!place.missing.isEmpty()) {
            return Optional.empty();
        }
        Path file = place.existing.resolve(place.name);
        BasicFileAttributes attributes = attributes(file);
        if (attributes == null) {
            return Optional.empty();
        }
        if (attributes.isDirectory()) {
            throw new UploadException(Reason.CONFLICT, file.getFileName() + " is a directory");
        }
        if (attributes.isOther()) {
            throw new UploadException(
                    Reason.CONFLICT, file.getFileName() + " is neither a file nor a link");
        }
        if (attributes.isSymbolicLink()) {
            // Readers get what the link leads to, and so have that file's tag.
            try {
                Path real = file.toRealPath();
                if (allowed(real)) {
                    return Optional.of(FileTag.of(real));
                }
            } catch (IOException e) {
                // A link to nowhere is something nevertheless; nobody can have a tag of it.
            }
        }
        return Optional.of(FileTag.of(file, NOFOLLOW_LINKS));
    }

    private static void require(
            Precondition precondition, ContentPath path, Optional<EntityTag> current)
            throws UploadException {
        if (!precondition.holds(current)) {
            throw new UploadException(
                    Reason.PRECONDITION_FAILED,
                    unmet(path, precondition, current.map(EntityTag::toString).orElse("nothing")));
        }
    }

    private static String unmet(ContentPath path, Precondition precondition, String found) {
        return written(path) + " is " + found + ", which does not meet " + precondition;
    }

    private Place resolve(ContentPath path) throws IOException {
        if (path.directory()) {
            throw new UploadException(Reason.CONFLICT, written(path) + " names a directory");
        }
        if (WritableDirectory.isReserved(path)) {
            throw new AccessDeniedException(written(path), null, "a reserved name");
        }
        List<String> parents = path.segments().subList(0, path.segments().size() - 1);
        for (String name : path.segments()) {
            check(name);
        }
        Path at = root;
        for (int i = 0; i < parents.size(); i++) {
            Path next = at.resolve(parents.get(i));
            BasicFileAttributes attributes = attributes(next);
            if (attributes == null) {
                return new Place(at, parents.subList(i, parents.size()), path.segments().getLast());
            }
            at = attributes.isSymbolicLink() ? follow(next) : next;
            if (!Files.isDirectory(at, NOFOLLOW_LINKS)) {
                throw new UploadException(
                        Reason.CONFLICT,
                        written(path) + ": " + parents.get(i) + " is not a directory");
            }
        }
        return new Place(at, List.of(), path.segments().getLast());
    }

    private Path follow(Path link) throws IOException {
        Path real;
        try {
            real = link.toRealPath();
        } catch (NoSuchFileException e) {
            throw new UploadException(
                    Reason.CONFLICT, link.getFileName() + " is a link to nowhere", e);
        }
        if (!allowed(real)) {
            throw new AccessDeniedException(
                    String.valueOf(link.getFileName()), null, "a link out of the root");
        }
        return real;
    }

    private boolean allowed(Path real) {
        if (!real.startsWith(root)) {
            return false;
        }
        for (Path name : root.relativize(real)) {
            if (WritableDirectory.isReserved(name.toString())) {
                return false;
            }
        }
        return true;
    }

    private void check(String name) throws UploadException {
        try {
            Path unused = root.resolve(name);
            if (unused.getNameCount() != root.getNameCount() + 1) {
                throw new UploadException(Reason.CONFLICT, "not a file name: " + name);
            }
        } catch (InvalidPathException e) {
            throw new UploadException(
                    Reason.CONFLICT, "a name that this file system cannot have: " + name, e);
        }
    }

    private static @Nullable BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /// A path as it stands in a URL.
    static String written(ContentPath path) {
        return path.encoded();
    }

    /// Where a file belongs.
    ///
    /// @param existing the last directory on the way that exists
    /// @param missing the directories below it that do not
    /// @param name the file's name
    private record Place(Path existing, List<String> missing, String name) {

        /// Makes what is missing, each name on the disk before the next is made.
        Path makeParents() throws IOException {
            Path at = existing;
            for (String directory : missing) {
                Path next = at.resolve(directory);
                try {
                    Files.createDirectory(next);
                } catch (FileAlreadyExistsException e) {
                    if (!Files.isDirectory(next, NOFOLLOW_LINKS)) {
                        throw e;
                    }
                }
                DurableFiles.forceDirectory(at);
                at = next;
            }
            return at;
        }
    }
}
