package io.zenview.server;

import io.zenview.server.UploadException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where uploads lie until they are complete: a directory within the root, hence on the same file
/// system, so that giving a file its final name is one atomic step.
///
/// An upload with the identifier I has its bytes in `I.part`, whose size is the offset, and, if it
/// is resumable, what else is known of it in `I.json`. A part without such a file is garbage as
/// soon as nobody writes it any more, and is removed when the next space opens.
final class UploadSpace implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final Pattern FILE = Pattern.compile("(" + ID + ")\\.(part|json|json\\.tmp)");
    private static final int ID_BYTES = 16;

    private final Path directory;
    private final UploadLimits limits;
    private final SpaceReservation reservation;
    private final UploadStep.Observer observer;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong charged = new AtomicLong();
    private final FileChannel lockFile;
    private final ExecutorService hashing;

    /// Opens the space, and makes its directory if there is none yet.
    ///
    /// @throws IOException if that fails, or another process uses the same one
    UploadSpace(
            Path root,
            UploadLimits limits,
            SpaceReservation reservation,
            UploadStep.Observer observer,
            InstantSource clock)
            throws IOException {
        this.directory = root.resolve(WritableDirectory.RESERVED);
        this.limits = limits;
        this.reservation = reservation;
        this.observer = observer;
        this.clock = clock;
        makeDirectory(root);
        this.lockFile = lock();
        // Hashing is work for processors: more threads than those would only take turns.
        this.hashing =
                Executors.newFixedThreadPool(
                        Runtime.getRuntime().availableProcessors(),
                        Thread.ofPlatform().daemon().name("zenview-digest-", 1).factory());
    }

    private void makeDirectory(Path root) throws IOException {
        try {
            if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectory(
                        directory,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(directory);
            }
            DurableFiles.forceDirectory(root);
        } catch (FileAlreadyExistsException e) {
            // Through a link, parts would end up on another file system, or anywhere.
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(
                        directory + " is not a directory; uploads are kept there, so move it", e);
            }
        }
    }

    private FileChannel lock() throws IOException {
        FileChannel channel =
                FileChannel.open(
                        directory.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this very process.
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new IOException(
                    "another server takes uploads into "
                            + directory.getParent()
                            + " already; stop it, or serve another directory");
        }
        return channel;
    }

    Path part(String id) {
        return directory.resolve(id + ".part");
    }

    Path state(String id) {
        return directory.resolve(id + ".json");
    }

    Path directory() {
        return directory;
    }

    UploadLimits limits() {
        return limits;
    }

    Executor hashing() {
        return hashing;
    }

    Instant now() {
        return clock.instant();
    }

    void reached(UploadStep step) throws IOException {
        observer.reached(step);
    }

    UploadStep.Observer observer() {
        return observer;
    }

    void reserve(Path part, long bytes) throws IOException {
        if (bytes > 0) {
            reservation.reserve(part, bytes);
        }
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// How many bytes unfinished uploads may still take.
    long room() {
        return Math.max(0, limits.maxUnfinishedBytes() - charged.get());
    }

    /// Counts bytes of an unfinished upload, or gives them back.
    void charge(long bytes) {
        charged.addAndGet(bytes);
    }

    /// Counts bytes of an unfinished upload if there is room for them.
    void chargeOrRefuse(long bytes) throws UploadException {
        long after = charged.addAndGet(bytes);
        if (after > limits.maxUnfinishedBytes()) {
            charged.addAndGet(-bytes);
            throw new UploadException(
                    Reason.TOO_MANY,
                    "unfinished uploads would take "
                            + after
                            + " bytes; the limit is "
                            + limits.maxUnfinishedBytes());
        }
    }

    /// A failure, or what it means if it means that the disk is full.
    IOException explained(IOException failure, String what) {
        if (failure instanceof UploadException || !DurableFiles.isFull(failure, directory)) {
            return failure;
        }
        long free = DurableFiles.freeBytes(directory);
        return new UploadException(
                Reason.DISK_FULL,
                "the disk is full: " + what + (free < 0 ? "" : ", " + free + " bytes free"),
                failure);
    }

    /// Looks at what an earlier space left, and removes what nobody can use.
    ///
    /// @return the identifiers of uploads that have a state
    List<String> scan() throws IOException {
        List<Matcher> files;
        try (Stream<Path> all = Files.list(directory)) {
            files =
                    all.map(file -> FILE.matcher(String.valueOf(file.getFileName())))
                            .filter(Matcher::matches)
                            .toList();
        }
        List<String> ids = new ArrayList<>();
        for (Matcher file : files) {
            String id = file.group(1);
            switch (file.group(2)) {
                case "json" -> ids.add(id);
                case "part" -> {
                    if (!Files.exists(state(id), LinkOption.NOFOLLOW_LINKS)) {
                        Files.deleteIfExists(part(id));
                    }
                }
                default -> Files.deleteIfExists(directory.resolve(file.group()));
            }
        }
        return ids;
    }

    /// Lets go of the directory.
    @Override
    public void close() throws IOException {
        hashing.shutdown();
        lockFile.close();
    }
}
