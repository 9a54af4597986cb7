package io.zenview.server;

import io.zenview.server.UploadException.Reason;
import io.zenview.transfer.Digest;
import io.zenview.transfer.DigestAlgorithm;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files of an upload, and what can be done with them; who may do it, [DirectoryUpload]
/// decides.
///
/// Methods that change something are called under the lock of the upload; the others by anybody.
///
/// What a crash leaves is decided by the order of steps: the state is written before anybody learns
/// the identifier, and says that the upload is finished, under which tag, before the part gets its
/// final name. So a finished state without a part means a complete upload, and one with a part an
/// upload that has yet to be completed.
final class UploadPart {
    private final UploadSpace space;
    private final TargetTree tree;
    private final String id;
    private final Path file;

    private volatile UploadState state;
    private volatile long offset;
    private volatile boolean complete;
    private volatile boolean gone;
    private volatile Instant touched;

    /// What this counts for among all unfinished uploads.
    private volatile long charged;

    private @Nullable GrowingDigest digest;

    /// An upload as it is on the disk, or is about to be.
    ///
    /// @param offset the size of the part, or what it was
    /// @param complete whether it has its final name
    /// @param touched when somebody last appended
    UploadPart(
            UploadSpace space,
            TargetTree tree,
            String id,
            UploadState state,
            long offset,
            boolean complete,
            Instant touched) {
        this.space = space;
        this.tree = tree;
        this.id = id;
        this.file = space.part(id);
        this.state = state;
        this.offset = offset;
        this.complete = complete;
        this.touched = touched;
    }

    String id() {
        return id;
    }

    Path file() {
        return file;
    }

    UploadState state() {
        return state;
    }

    long offset() {
        return offset;
    }

    boolean isComplete() {
        return complete;
    }

    boolean isGone() {
        return gone;
    }

    boolean isResumable() {
        return state.terms().resumable();
    }

    Instant expires() {
        return touched.plus(space.limits().expiry());
    }

    private OptionalLong length() {
        return state.terms().length();
    }

    /// Counts a new upload among the unfinished ones.
    void charge() throws UploadException {
        space.chargeOrRefuse(length().orElse(0));
        charged = length().orElse(0);
    }

    /// Counts one that was there before, whatever the limits are now.
    void recharge() {
        charged = Math.max(offset, length().orElse(0));
        space.charge(charged);
    }

    private void discharge() {
        space.charge(-charged);
        charged = 0;
    }

    /// Makes the files of a new upload.
    void create() throws IOException {
        try {
            Files.createFile(file);
            space.reached(UploadStep.PART_CREATED);
            space.reserve(file, length().orElse(0));
            if (isResumable()) {
                keep(state);
                space.reached(UploadStep.STATE_WRITTEN);
            }
        } catch (IOException e) {
            discardAfter(e);
            throw space.explained(e, "no place for " + TargetTree.written(state.path()));
        }
    }

    /// Begins to compute digests, if any is called for and none is begun.
    void follow() {
        Set<DigestAlgorithm> algorithms = EnumSet.noneOf(DigestAlgorithm.class);
        algorithms.addAll(state.terms().wanted());
        state.terms().expected().forEach(expected -> algorithms.add(expected.algorithm()));
        if (digest == null && !algorithms.isEmpty()) {
            digest = new GrowingDigest(file, 0, algorithms, space.hashing());
            digest.reached(offset);
        }
    }

    void expect(List<Digest> digests) throws IOException {
        List<Digest> all = new ArrayList<>(state.terms().expected());
        digests.stream().filter(digest -> !all.contains(digest)).forEach(all::add);
        if (all.equals(state.terms().expected())) {
            return;
        }
        Set<DigestAlgorithm> followed = EnumSet.noneOf(DigestAlgorithm.class);
        followed.addAll(state.terms().wanted());
        state.terms().expected().forEach(digest -> followed.add(digest.algorithm()));
        keep(state.withExpected(all));
        if (!digests.stream().allMatch(digest -> followed.contains(digest.algorithm()))) {
            stopFollowing();
        }
        follow();
    }

    void stopFollowing() {
        if (digest != null) {
            digest.stop();
            digest = null;
        }
    }

    long room() {
        long upTo = Math.min(length().orElse(Long.MAX_VALUE), space.limits().maxSize());
        long inStore = Math.max(0, charged - offset) + space.room();
        return Math.min(Math.max(0, upTo - offset), inStore);
    }

    void declareLength(long bytes) throws IOException {
        if (length().isPresent()) {
            if (length().getAsLong() != bytes) {
                throw new UploadException(
                        Reason.LENGTH_MISMATCH,
                        "a length of "
                                + bytes
                                + " bytes, after "
                                + length().getAsLong()
                                + " were announced");
            }
            return;
        }
        if (bytes < offset) {
            throw new UploadException(
                    Reason.LENGTH_MISMATCH,
                    "a length of " + bytes + " bytes, where " + offset + " have come");
        }
        space.limits().check(bytes);
        space.chargeOrRefuse(bytes - charged);
        charged = bytes;
        try {
            keep(state.withLength(bytes));
            space.reserve(file, bytes);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    long append(FileChannel channel, Upload.Write write) throws IOException {
        long room = room();
        if (room == 0) {
            throw overflow();
        }
        long n;
        try {
            n = write.into(channel, offset, room);
        } catch (IOException e) {
            grow(Files.size(file));
            throw failed(e);
        }
        if (n < 0 || n > room) {
            throw new IllegalStateException(n + " bytes written, where " + room + " may be");
        }
        grow(offset + n);
        return n;
    }

    private void grow(long size) {
        if (size > charged) {
            space.charge(size - charged);
            charged = size;
        }
        offset = size;
        touched = space.now();
        if (digest != null) {
            digest.reached(size);
        }
    }

    private UploadException overflow() {
        UploadException failure;
        if (length().isPresent() && offset >= length().getAsLong()) {
            failure =
                    new UploadException(
                            Reason.LENGTH_MISMATCH,
                            "more than the " + offset + " bytes that were announced");
        } else if (offset >= space.limits().maxSize()) {
            failure =
                    new UploadException(
                            Reason.TOO_LARGE,
                            "more than " + space.limits().maxSize() + " bytes, the limit");
        } else {
            return new UploadException(
                    Reason.TOO_MANY,
                    "unfinished uploads take all of "
                            + space.limits().maxUnfinishedBytes()
                            + " bytes, the limit");
        }
        discardAfter(failure);
        return failure;
    }

    void rewind(FileChannel channel, long to) throws IOException {
        if (to < 0 || to > offset) {
            throw new IllegalArgumentException("offset " + to + " is not from 0 to " + offset);
        }
        channel.truncate(to);
        offset = to;
        if (digest != null) {
            stopFollowing();
            follow();
        }
    }

    void force(FileChannel channel) throws IOException {
        try {
            channel.force(true);
        } catch (IOException e) {
            // Linux forgets about pages it could not write: asked again, it would say yes.
            discardAfter(e);
            throw space.explained(e, progress());
        }
    }

    Stored complete(FileChannel channel) throws IOException {
        if (length().isPresent() && length().getAsLong() != offset) {
            throw new UploadException(
                    Reason.LENGTH_MISMATCH,
                    offset + " bytes came, " + length().getAsLong() + " were announced");
        }
        requireSize(channel);
        List<Digest> digests = verified();
        force(channel);
        space.reached(UploadStep.PART_FORCED);
        try {
            boolean created = tree.current(state.path()).isEmpty();
            Stored stored = new Stored(created, FileTag.of(file), offset, digests);
            keep(state.withStored(stored));
            space.reached(UploadStep.STATE_FINISHED);
            tree.place(
                    file,
                    state.path(),
                    state.terms().precondition(),
                    space.observer(),
                    this::placed);
            return stored;
        } catch (UploadException | AccessDeniedException e) {
            discardAfter(e);
            throw e;
        } catch (IOException e) {
            throw complete ? e : failed(e);
        }
    }

    /// Holds the file against the offset. It is longer if a write failed half-way, and shorter only
    /// if another program has cut it.
    private void requireSize(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size > offset) {
            channel.truncate(offset);
        } else if (size < offset) {
            IOException lost =
                    new IOException(
                            file + " has " + size + " bytes, where " + offset + " were written");
            discardAfter(lost);
            throw lost;
        }
    }

    private List<Digest> verified() throws IOException {
        if (digest == null) {
            return List.of();
        }
        List<Digest> digests = digest.finish(offset);
        for (Digest expected : state.terms().expected()) {
            if (!digests.contains(expected)) {
                UploadException mismatch =
                        new UploadException(
                                Reason.DIGEST_MISMATCH,
                                "expected " + expected + ", but the bytes have " + digests);
                discardAfter(mismatch);
                throw mismatch;
            }
        }
        return digests;
    }

    private void placed() {
        complete = true;
        touched = space.now();
        stopFollowing();
        discharge();
    }

    /// What to throw; if the disk is full, the space is given back at once.
    private IOException failed(IOException failure) {
        IOException explained = space.explained(failure, progress());
        if (explained instanceof UploadException full && full.reason() == Reason.DISK_FULL) {
            discardAfter(explained);
        }
        return explained;
    }

    private String progress() {
        return offset
                + (length().isPresent() ? " of " + length().getAsLong() : "")
                + " bytes of "
                + TargetTree.written(state.path())
                + " had come";
    }

    private void keep(UploadState next) throws IOException {
        if (isResumable()) {
            DurableFiles.replace(space.state(id), next.toJson());
        }
        state = next;
    }

    private void discardAfter(IOException failure) {
        try {
            discard();
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }

    /// Removes the files, the state first: a part without one is known to be garbage.
    void discard() throws IOException {
        if (gone) {
            return;
        }
        gone = true;
        stopFollowing();
        discharge();
        if (isResumable() && Files.deleteIfExists(space.state(id)) && state.stored().isPresent()) {
            // A finished state that came back without its part would tell of a success.
            DurableFiles.forceDirectory(space.directory());
        }
        if (!complete) {
            Files.deleteIfExists(file);
        }
    }
}
