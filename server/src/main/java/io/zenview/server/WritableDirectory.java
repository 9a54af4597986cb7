package io.zenview.server;

import io.zenview.server.UploadException.Reason;
import io.zenview.transfer.Preallocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A directory that takes uploads.
///
/// **From upload to file.** Bytes are collected in a directory of the root's own ([#RESERVED]),
/// written to the disk, and given their final name by one atomic step, after which the directory is
/// written to the disk, too. Whoever reads sees the old file or the new one; whoever has the old
/// one open keeps it. Directories missing on the way are made, each one written to the disk; so
/// `curl -T f http://host/new/directory/f` works.
///
/// **What is replaced.** A file; or a symbolic link, which is not followed. A directory, a device
/// or a pipe is left alone ([Reason#CONFLICT]). A new file has the permissions that the process
/// gives by default, not those of the one it replaces.
///
/// **Where a path may lead.** Symbolic links to directories are followed within the root only, and
/// never to the reserved directory.
///
/// **A full disk** ([Reason#DISK_FULL]) ends an upload, resumable ones too: its bytes would fill
/// the disk as long as it waits.
///
/// **After a crash**, of the process or of the machine, every path names the old content or the new
/// content. Resumable uploads are found again, with every byte that was acknowledged by
/// [Upload#settle] or [Upload.Appender#force]; what cannot be resumed is removed when the store
/// opens.
///
/// **One process.** A second store on the same root, in this process or another, does not open.
public final class WritableDirectory implements WritableStore {
    /// The name of the directory within the root in which uploads lie. Nothing of that name, in
    /// upper or lower case, anywhere in the tree, may be listed, served or written.
    public static final String RESERVED = ".zenview-uploads";

    private static final Logger LOG = LoggerFactory.getLogger(WritableDirectory.class);

    /// Complete uploads are small to remember, but whoever may upload could make any number.
    private static final int REMEMBERED = 10_000;

    private final ContentStore reading;
    private final TargetTree tree;
    private final UploadSpace space;
    private final Map<String, DirectoryUpload> uploads = new ConcurrentHashMap<>();

    /// Opens a directory for uploads with the space for those of known length taken at their
    /// beginning, where the system can do that, and removes what an earlier process left that
    /// nobody can use.
    ///
    /// @param root the directory; must exist
    /// @param reading finds what is in it
    /// @param limits what uploads are held to
    /// @throws IOException if it is not possible, or another store is open on the directory
    public WritableDirectory(Path root, ContentStore reading, UploadLimits limits)
            throws IOException {
        this(root, reading, limits, Preallocation::reserve);
    }

    /// Opens a directory for uploads, and removes what an earlier process left that nobody can use.
    ///
    /// @param root the directory; must exist
    /// @param reading finds what is in it
    /// @param limits what uploads are held to
    /// @param reservation takes the space for uploads of known length
    /// @throws IOException if it is not possible, or another store is open on the directory
    public WritableDirectory(
            Path root, ContentStore reading, UploadLimits limits, SpaceReservation reservation)
            throws IOException {
        this(root, reading, limits, reservation, UploadStep.Observer.NONE, InstantSource.system());
    }

    WritableDirectory(
            Path root,
            ContentStore reading,
            UploadLimits limits,
            SpaceReservation reservation,
            UploadStep.Observer observer,
            InstantSource clock)
            throws IOException {
        this.reading = Objects.requireNonNull(reading, "reading");
        this.tree = new TargetTree(root);
        this.space = new UploadSpace(tree.root(), limits, reservation, observer, clock);
        try {
            for (String id : space.scan()) {
                recover(id);
            }
            sweep();
        } catch (IOException | RuntimeException e) {
            space.close();
            throw e;
        }
    }

    /// Whether a path goes through, or to, a reserved name.
    ///
    /// @param path a path of any store
    /// @return true if it must not be found, listed or written
    public static boolean isReserved(ContentPath path) {
        return path.segments().stream().anyMatch(WritableDirectory::isReserved);
    }

    /// Whether a name is reserved; in upper and lower case, since file systems may not care.
    static boolean isReserved(String name) {
        return name.equalsIgnoreCase(RESERVED);
    }

    @Override
    public Found find(ContentPath path) throws IOException {
        if (isReserved(path)) {
            throw new NoSuchFileException(TargetTree.written(path));
        }
        return reading.find(path);
    }

    @Override
    public Listing list(ContentPath path) throws IOException {
        if (isReserved(path)) {
            throw new NoSuchFileException(TargetTree.written(path));
        }
        return reading.list(path);
    }

    @Override
    public boolean answersAtOnce() {
        return reading.answersAtOnce();
    }

    @Override
    public UploadLimits limits() {
        return space.limits();
    }

    @Override
    public Upload create(ContentPath path, UploadTerms terms) throws IOException {
        space.limits().check(terms.length().orElse(0));
        tree.preview(path, terms.precondition());
        UploadState state = new UploadState(path, terms, Optional.empty());
        UploadPart part = new UploadPart(space, tree, space.newId(), state, 0, false, space.now());
        DirectoryUpload upload = new DirectoryUpload(part, this::forget);
        synchronized (uploads) {
            // Counted in all at once, so that several cannot exceed the limits together.
            register(upload, part);
        }
        upload.create();
        return upload;
    }

    private void register(DirectoryUpload upload, UploadPart part) throws UploadException {
        long unfinished = uploads.values().stream().filter(other -> !other.isComplete()).count();
        if (unfinished >= space.limits().maxUnfinished()) {
            throw new UploadException(
                    Reason.TOO_MANY,
                    unfinished
                            + " uploads are unfinished; the limit is "
                            + space.limits().maxUnfinished());
        }
        part.charge();
        uploads.put(upload.id(), upload);
    }

    private void forget(DirectoryUpload upload) {
        uploads.remove(upload.id(), upload);
    }

    @Override
    public Optional<Upload> upload(String id) {
        return Optional.ofNullable(uploads.get(id))
                .filter(DirectoryUpload::isResumable)
                .map(upload -> upload);
    }

    @Override
    public void delete(ContentPath path, Precondition precondition) throws IOException {
        tree.delete(path, precondition);
    }

    @Override
    public int sweep() throws IOException {
        Instant now = space.now();
        int swept = 0;
        IOException failure = null;
        for (DirectoryUpload upload : uploads.values()) {
            try {
                if (upload.expire(now)) {
                    swept++;
                }
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return swept + forgetOldest();
    }

    private int forgetOldest() throws IOException {
        var complete =
                uploads.values().stream()
                        .filter(DirectoryUpload::isComplete)
                        .sorted(Comparator.comparing(DirectoryUpload::expires))
                        .toList();
        int surplus = Math.max(0, complete.size() - REMEMBERED);
        for (DirectoryUpload upload : complete.subList(0, surplus)) {
            upload.cancel();
        }
        return surplus;
    }

    /// Makes of two files what they were when the process before this one ended.
    private void recover(String id) throws IOException {
        Path part = space.part(id);
        Path stateFile = space.state(id);
        boolean hasPart = Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS);
        UploadState state;
        try {
            state = UploadState.fromJson(Files.readAllBytes(stateFile));
        } catch (IOException e) {
            LOG.warn("Upload {} is given up: {}", id, e.getMessage());
            Files.deleteIfExists(stateFile);
            Files.deleteIfExists(part);
            return;
        }
        Optional<Stored> stored = state.stored();
        boolean linked =
                hasPart && stored.isPresent() && isThere(state.path(), stored.get().etag());
        if (linked) {
            // The end came between the second name and the removal of the first.
            Files.delete(part);
        } else if (!hasPart && stored.isEmpty()) {
            Files.deleteIfExists(stateFile);
            return;
        }
        boolean complete = linked || !hasPart;
        Instant touched = Files.getLastModifiedTime(stateFile).toInstant();
        long offset = complete ? stored.map(Stored::size).orElse(0L) : Files.size(part);
        if (!complete) {
            Instant appended = Files.getLastModifiedTime(part).toInstant();
            touched = appended.isAfter(touched) ? appended : touched;
        }
        UploadPart found = new UploadPart(space, tree, id, state, offset, complete, touched);
        if (!complete) {
            found.recharge();
        }
        uploads.put(id, new DirectoryUpload(found, this::forget));
    }

    private boolean isThere(ContentPath path, EntityTag tag) {
        try {
            return tree.current(path).filter(tag::equals).isPresent();
        } catch (IOException e) {
            // Whatever is there, it is no file of ours.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            for (DirectoryUpload upload : uploads.values()) {
                upload.release();
            }
        } finally {
            space.close();
        }
    }
}
