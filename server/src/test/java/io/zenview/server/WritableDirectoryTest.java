package io.zenview.server;

import static io.zenview.server.Uploads.append;
import static io.zenview.server.Uploads.assertNothingLeft;
import static io.zenview.server.Uploads.bytes;
import static io.zenview.server.Uploads.leftovers;
import static io.zenview.server.Uploads.limits;
import static io.zenview.server.Uploads.open;
import static io.zenview.server.Uploads.path;
import static io.zenview.server.Uploads.put;
import static io.zenview.server.Uploads.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.zenview.server.UploadException.Reason;
import io.zenview.transfer.Digest;
import io.zenview.transfer.DigestAlgorithm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritableDirectoryTest {
    @TempDir private Path root;

    private static Digest sha256(byte[] bytes) throws Exception {
        return new Digest(
                DigestAlgorithm.SHA_256,
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    @Test
    void bytesAppearUnderTheirNameOnlyWhenComplete() throws Exception {
        byte[] bytes = bytes(1, 300_000);
        try (WritableDirectory store = open(root)) {
            Upload upload = store.create(path("a.bin"), UploadTerms.PLAIN);
            Stored stored;
            try (Upload.Appender appender = upload.append(() -> {})) {
                append(appender, bytes);
                assertThat(root.resolve("a.bin")).doesNotExist();
                assertThat(upload.stored()).isEmpty();
                stored = appender.complete();
            }

            assertThat(root.resolve("a.bin")).hasBinaryContent(bytes);
            assertThat(stored)
                    .isEqualTo(
                            new Stored(
                                    true, FileTag.of(root.resolve("a.bin")), 300_000, List.of()));
            assertThat(upload.stored()).contains(stored);
            assertNothingLeft(root);
        }
    }

    @Test
    void anEmptyUploadIsAFile() throws Exception {
        try (WritableDirectory store = open(root)) {
            assertThat(put(store, path("empty"), UploadTerms.PLAIN, new byte[0]).size()).isZero();
            assertThat(root.resolve("empty")).isEmptyFile();
        }
    }

    @Test
    void replacingLeavesTheOldFileToThoseWhoHaveItOpen() throws Exception {
        Files.writeString(root.resolve("f"), "old");
        try (WritableDirectory store = open(root);
                var reader = Files.newInputStream(root.resolve("f"))) {
            Stored stored = put(store, path("f"), UploadTerms.PLAIN, bytes(2, 10));

            assertThat(stored.created()).isFalse();
            assertThat(root.resolve("f")).hasBinaryContent(bytes(2, 10));
            assertThat(new String(reader.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("old");
        }
    }

    @Test
    void parentsAreMade() throws Exception {
        try (WritableDirectory store = open(root)) {
            put(store, path("x", "y", "z"), UploadTerms.PLAIN, bytes(3, 5));
            assertThat(root.resolve("x/y/z")).hasBinaryContent(bytes(3, 5));
        }
    }

    @Test
    void anAppenderClosedEarlyLeavesNothing() throws Exception {
        try (WritableDirectory store = open(root)) {
            try (Upload.Appender appender =
                    store.create(path("f"), UploadTerms.PLAIN).append(() -> {})) {
                append(appender, bytes(4, 1000));
            }
            assertNothingLeft(root);
            assertThat(root.resolve("f")).doesNotExist();
        }
    }

    @Test
    void aResumableUploadGoesOnInTheNextStore() throws Exception {
        byte[] bytes = bytes(5, 5_000_000);
        UploadTerms terms =
                UploadTerms.PLAIN
                        .asResumable()
                        .withPrecondition(Precondition.ABSENT)
                        .withExpected(List.of(sha256(bytes)))
                        .withWanted(Set.of(DigestAlgorithm.CRC32C));
        String id;
        try (WritableDirectory store = open(root)) {
            Upload upload = store.create(path("d", "f"), terms);
            id = upload.id();
            try (Upload.Appender appender = upload.append(() -> {})) {
                append(appender, Arrays.copyOf(bytes, 1_234_567));
            }
        }
        try (WritableDirectory store = open(root)) {
            Upload upload = store.upload(id).orElseThrow();
            assertThat(upload.settle()).isEqualTo(1_234_567);
            assertThat(upload.path()).isEqualTo(path("d", "f"));
            try (Upload.Appender appender = upload.append(() -> {})) {
                appender.declareLength(bytes.length);
                append(appender, Arrays.copyOfRange(bytes, 1_234_567, bytes.length));
                Stored stored = appender.complete();
                assertThat(stored.digests()).contains(sha256(bytes)).hasSize(2);
            }
        }
        assertThat(root.resolve("d/f")).hasBinaryContent(bytes);
        assertThat(leftovers(root)).containsExactly(id + ".json");
        try (WritableDirectory store = open(root)) {
            Upload upload = store.upload(id).orElseThrow();
            assertThat(upload.length()).hasValue(bytes.length);
            assertThat(upload.settle()).isEqualTo(bytes.length);
            assertThat(upload.stored().orElseThrow().etag())
                    .isEqualTo(FileTag.of(root.resolve("d/f")));
            assertThat(reason(catchThrowable(() -> upload.append(() -> {}))))
                    .isEqualTo(Reason.COMPLETED);
        }
    }

    @Test
    void aWrongDigestLeavesNothing() throws Exception {
        try (WritableDirectory store = open(root)) {
            UploadTerms terms =
                    UploadTerms.PLAIN.withExpected(List.of(sha256(bytes(6, 10)))).asResumable();
            Upload upload = store.create(path("f"), terms);
            try (Upload.Appender appender = upload.append(() -> {})) {
                append(appender, bytes(7, 10));
                assertThatThrownBy(appender::complete)
                        .hasMessageContaining(sha256(bytes(6, 10)).hex())
                        .hasMessageContaining(sha256(bytes(7, 10)).hex());
            }
            assertThat(store.upload(upload.id())).isEmpty();
            assertThat(root.resolve("f")).doesNotExist();
            assertNothingLeft(root);
        }
    }

    @Test
    void missingBytesCanStillCome() throws Exception {
        try (WritableDirectory store = open(root)) {
            Upload upload = store.create(path("f"), UploadTerms.PLAIN.withLength(20).asResumable());
            try (Upload.Appender appender = upload.append(() -> {})) {
                append(appender, bytes(8, 15));
                assertThat(reason(catchThrowable(appender::complete)))
                        .isEqualTo(Reason.LENGTH_MISMATCH);
                assertThat(appender.room()).isEqualTo(5);
                append(appender, bytes(9, 5));
                appender.complete();
            }
            assertThat(root.resolve("f")).hasSize(20);
        }
    }

    @Test
    void aWriteThatFailsHalfWayIsOverwritten() throws Exception {
        byte[] bytes = bytes(8, 30);
        try (WritableDirectory store = open(root);
                Upload.Appender appender =
                        store.create(path("f"), UploadTerms.PLAIN).append(() -> {})) {
            append(appender, Arrays.copyOf(bytes, 10));
            assertThatThrownBy(() ->
                            appender.append((file, at, atMost) -> {
                                file.write(ByteBuffer.allocate(50), at);
                                throw new IllegalStateException("broken");
                            }))
                    .hasMessage("broken");
            assertThat(appender.offset()).isEqualTo(10);
            append(appender, Arrays.copyOfRange(bytes, 10, 30));
            appender.complete();
            assertThat(root.resolve("f")).hasBinaryContent(bytes);
        }
    }

    @Test
    void bytesThatSomebodyCutOffEndTheUpload() throws Exception {
        try (WritableDirectory store = open(root);
                Upload.Appender appender =
                        store.create(path("f"), UploadTerms.PLAIN.asResumable()).append(() -> {})) {
            append(appender, bytes(8, 10));
            Files.write(appender.file(), new byte[4]);
            assertThatThrownBy(appender::complete).hasMessageContaining("has 4 bytes, where 10");
            assertThat(root.resolve("f")).doesNotExist();
            assertNothingLeft(root);
        }
    }

    @Test
    void bytesBeyondTheLengthEndTheUpload() throws Exception {
        try (WritableDirectory store = open(root)) {
            Upload upload = store.create(path("f"), UploadTerms.PLAIN.withLength(20).asResumable());
            try (Upload.Appender appender = upload.append(() -> {})) {
                assertThat(reason(catchThrowable(() -> append(appender, bytes(8, 21)))))
                        .isEqualTo(Reason.LENGTH_MISMATCH);
            }
            assertThat(store.upload(upload.id())).isEmpty();
            assertNothingLeft(root);
        }
    }

    @Test
    void lengthsMustAgree() throws Exception {
        try (WritableDirectory store = open(root)) {
            Upload upload = store.create(path("f"), UploadTerms.PLAIN.asResumable());
            try (Upload.Appender appender = upload.append(() -> {})) {
                append(appender, bytes(8, 21));
                assertThat(reason(catchThrowable(() -> appender.declareLength(20))))
                        .isEqualTo(Reason.LENGTH_MISMATCH);
                appender.declareLength(25);
                appender.declareLength(25);
                assertThatThrownBy(() -> appender.declareLength(26))
                        .hasMessageContainingAll("25", "26");
            }
        }
    }

    @Test
    void limitsHold() throws Exception {
        try (WritableDirectory store = open(root, limits(1000, 2, 1500))) {
            assertThat(
                            reason(
                                    catchThrowable(() ->
                                            store.create(
                                                    path("f"),
                                                    UploadTerms.PLAIN.withLength(1001)))))
                    .isEqualTo(Reason.TOO_LARGE);

            Upload chunked = store.create(path("f"), UploadTerms.PLAIN);
            try (Upload.Appender appender = chunked.append(() -> {})) {
                append(appender, bytes(1, 1000));
                assertThat(reason(catchThrowable(() -> append(appender, bytes(1, 1)))))
                        .isEqualTo(Reason.TOO_LARGE);
                assertNothingLeft(root);
            }

            Upload first = store.create(path("f"), UploadTerms.PLAIN.withLength(1000));
            assertThat(
                            reason(
                                    catchThrowable(() ->
                                            store.create(
                                                    path("g"), UploadTerms.PLAIN.withLength(501)))))
                    .isEqualTo(Reason.TOO_MANY);
            Upload second = store.create(path("g"), UploadTerms.PLAIN);
            try (Upload.Appender appender = second.append(() -> {})) {
                assertThat(appender.room()).isEqualTo(500);
                append(appender, bytes(1, 500));
                assertThat(reason(catchThrowable(() -> append(appender, bytes(1, 1)))))
                        .isEqualTo(Reason.TOO_MANY);
                assertThatThrownBy(() -> store.create(path("h"), UploadTerms.PLAIN))
                        .hasMessageContaining("2 uploads are unfinished");
            }
            first.cancel();
            put(store, path("h"), UploadTerms.PLAIN.withLength(1000), bytes(1, 1000));
            put(store, path("h"), UploadTerms.PLAIN.withLength(1000), bytes(1, 1000));
            assertNothingLeft(root);
        }
    }

    @Test
    void preconditionsAreLookedAtTwice() throws Exception {
        try (WritableDirectory store = open(root)) {
            Files.writeString(root.resolve("f"), "x");
            EntityTag tag = FileTag.of(root.resolve("f"));
            UploadTerms absent = UploadTerms.PLAIN.withPrecondition(Precondition.ABSENT);
            assertThat(reason(catchThrowable(() -> store.create(path("f"), absent))))
                    .isEqualTo(Reason.PRECONDITION_FAILED);

            UploadTerms matching = absent.withPrecondition(Precondition.matching(tag));
            assertThat(put(store, path("f"), matching, bytes(1, 3)).created()).isFalse();
            assertThatThrownBy(() -> put(store, path("f"), matching, bytes(1, 3)))
                    .hasMessageContaining(tag.toString());

            try (Upload.Appender appender = store.create(path("g"), absent).append(() -> {})) {
                append(appender, bytes(1, 10));
                Files.writeString(root.resolve("g"), "somebody else's");
                assertThat(reason(catchThrowable(appender::complete)))
                        .isEqualTo(Reason.PRECONDITION_FAILED);
            }
            assertThat(root.resolve("g")).hasContent("somebody else's");
            assertNothingLeft(root);
        }
    }

    @Test
    void aFileThatChangedMeanwhileIsNotReplaced() throws Exception {
        Files.writeString(root.resolve("f"), "as read");
        UploadTerms terms =
                UploadTerms.PLAIN.withPrecondition(
                        Precondition.matching(FileTag.of(root.resolve("f"))));
        try (WritableDirectory store = open(root);
                Upload.Appender appender = store.create(path("f"), terms).append(() -> {})) {
            append(appender, bytes(1, 10));
            Files.writeString(root.resolve("f"), "changed meanwhile");
            assertThat(reason(catchThrowable(appender::complete)))
                    .isEqualTo(Reason.PRECONDITION_FAILED);
            assertThat(root.resolve("f")).hasContent("changed meanwhile");
            assertNothingLeft(root);
        }
    }

    @Test
    void bytesThatWereDroppedAreNotInTheDigest() throws Exception {
        byte[] bytes = bytes(8, 4_000_000);
        UploadTerms terms = UploadTerms.PLAIN.withExpected(List.of(sha256(bytes)));
        try (WritableDirectory store = open(root);
                Upload.Appender appender = store.create(path("f"), terms).append(() -> {})) {
            append(appender, Arrays.copyOf(bytes, 1_000_000));
            // Enough for the digest to be computed meanwhile.
            for (int i = 0; i < 20; i++) {
                append(appender, bytes(9, 1_000_000));
            }
            appender.rewind(1_000_000);
            append(appender, Arrays.copyOfRange(bytes, 1_000_000, bytes.length));
            appender.complete();
            assertThat(root.resolve("f")).hasBinaryContent(bytes);
        }
    }

    @Test
    void whatMustBeAbsentIsMadeWithoutReplacing() throws Exception {
        try (WritableDirectory store = open(root)) {
            UploadTerms absent = UploadTerms.PLAIN.withPrecondition(Precondition.ABSENT);
            Stored stored = put(store, path("f"), absent, bytes(1, 10));
            assertThat(stored.created()).isTrue();
            assertThat(stored.etag()).isEqualTo(FileTag.of(root.resolve("f")));
            assertThat(Files.getAttribute(root.resolve("f"), "unix:nlink")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "directory",
                "file/below",
                "dangling/below",
                ".zenview-uploads/x",
                ".ZENVIEW-uploads",
                "directory/.zenview-uploads/x",
                "outside/x",
                "into-reserved/x",
                "directory/up-and-out/x"
            })
    void pathsThatCanNameNoFileAreRefused(String name) throws Exception {
        Path outside = Files.createTempDirectory("zenview-outside");
        Files.createDirectory(root.resolve("directory"));
        Files.writeString(root.resolve("file"), "x");
        Files.createSymbolicLink(root.resolve("dangling"), Path.of("nowhere"));
        Files.createSymbolicLink(root.resolve("outside"), outside);
        Files.createSymbolicLink(root.resolve("directory/up-and-out"), Path.of("../.."));
        try (WritableDirectory store = open(root)) {
            Files.createSymbolicLink(
                    root.resolve("into-reserved"), Path.of(WritableDirectory.RESERVED));
            Throwable refused =
                    catchThrowable(
                            () -> store.create(path(name.split("/", -1)), UploadTerms.PLAIN));

            if (name.equals("directory") || name.contains("below")) {
                assertThat(reason(refused)).isEqualTo(Reason.CONFLICT);
            } else {
                assertThat(refused).isInstanceOf(AccessDeniedException.class);
            }
            assertThatThrownBy(() -> store.delete(path(name.split("/", -1)), Precondition.NONE))
                    .isInstanceOf(IOException.class);
            assertNothingLeft(root);
            assertThat(outside).isEmptyDirectory();
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    void aParentThatLeavesTheRootMeanwhileIsRefusedAtTheEnd() throws Exception {
        Path outside = Files.createTempDirectory("zenview-outside");
        Files.createDirectory(root.resolve("d"));
        try (WritableDirectory store = open(root);
                Upload.Appender appender =
                        store.create(path("d", "f"), UploadTerms.PLAIN).append(() -> {})) {
            append(appender, bytes(1, 10));
            Files.delete(root.resolve("d"));
            Files.createSymbolicLink(root.resolve("d"), outside);
            assertThatThrownBy(appender::complete).isInstanceOf(AccessDeniedException.class);
            assertThat(outside).isEmptyDirectory();
            assertNothingLeft(root);
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    void linksWithinTheRootAreFollowedToDirectoriesAndReplacedAsFiles() throws Exception {
        Files.createDirectory(root.resolve("real"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("real"));
        Files.writeString(root.resolve("other"), "untouched");
        Files.createSymbolicLink(root.resolve("real/f"), root.resolve("other"));
        EntityTag asRead = FileTag.of(root.resolve("other"));
        try (WritableDirectory store = open(root)) {
            put(
                    store,
                    path("link", "f"),
                    UploadTerms.PLAIN.withPrecondition(Precondition.matching(asRead)),
                    bytes(1, 10));
            assertThat(Files.isSymbolicLink(root.resolve("real/f"))).isFalse();
            assertThat(root.resolve("real/f")).hasBinaryContent(bytes(1, 10));
            assertThat(root.resolve("other")).hasContent("untouched");
        }
    }

    @Test
    void directoriesCannotBeUploaded() throws Exception {
        try (WritableDirectory store = open(root)) {
            assertThat(
                            reason(
                                    catchThrowable(() ->
                                            store.create(
                                                    new ContentPath(List.of("d"), true),
                                                    UploadTerms.PLAIN))))
                    .isEqualTo(Reason.CONFLICT);
        }
    }

    @Test
    void deletes() throws Exception {
        Files.writeString(root.resolve("f"), "x");
        EntityTag tag = FileTag.of(root.resolve("f"));
        Files.createDirectory(root.resolve("d"));
        try (WritableDirectory store = open(root)) {
            assertThat(
                            reason(
                                    catchThrowable(() ->
                                            store.delete(
                                                    path("f"),
                                                    Precondition.matching(
                                                            EntityTag.strong("no"))))))
                    .isEqualTo(Reason.PRECONDITION_FAILED);
            assertThat(reason(catchThrowable(() -> store.delete(path("d"), Precondition.NONE))))
                    .isEqualTo(Reason.CONFLICT);
            store.delete(path("f"), Precondition.matching(tag));
            assertThat(root.resolve("f")).doesNotExist();
            assertThatThrownBy(() -> store.delete(path("f"), Precondition.NONE))
                    .isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void abandonedUploadsExpireAndOthersStay() throws Exception {
        Uploads.Clock clock = new Uploads.Clock();
        UploadLimits limits = new UploadLimits(1000, 10, 1000, Duration.ofHours(1));
        try (WritableDirectory store =
                new WritableDirectory(
                        root,
                        Uploads.NOTHING_TO_READ,
                        limits,
                        SpaceReservation.NONE,
                        UploadStep.Observer.NONE,
                        clock)) {
            UploadTerms resumable = UploadTerms.PLAIN.asResumable();
            Upload abandoned = store.create(path("abandoned"), resumable);
            Upload busy = store.create(path("busy"), resumable);
            Upload recent = store.create(path("recent"), resumable);
            Upload complete = store.create(path("complete"), resumable);
            try (Upload.Appender appender = complete.append(() -> {})) {
                appender.complete();
            }
            try (Upload.Appender appender = busy.append(() -> {})) {
                clock.pass(Duration.ofMinutes(59));
                try (Upload.Appender other = recent.append(() -> {})) {
                    append(other, bytes(1, 1));
                }
                assertThat(store.sweep()).isZero();
                clock.pass(Duration.ofMinutes(1));
                assertThat(store.sweep()).isEqualTo(2);
                assertThat(store.upload(abandoned.id())).isEmpty();
                assertThat(store.upload(complete.id())).isEmpty();
                append(appender, bytes(1, 1));
                appender.complete();
            }
            assertThat(store.upload(recent.id())).isPresent();
            assertThat(root.resolve("complete")).isEmptyFile();
            assertThat(leftovers(root))
                    .containsExactlyInAnyOrder(
                            busy.id() + ".json", recent.id() + ".json", recent.id() + ".part");
        }
    }

    @Test
    void garbageIsSweptWhenTheStoreOpens() throws Exception {
        open(root).close();
        Path space = root.resolve(WritableDirectory.RESERVED);
        String id = "A".repeat(22);
        Files.writeString(space.resolve(id + ".part"), "no state");
        Files.writeString(space.resolve("B".repeat(22) + ".json.tmp"), "{");
        Files.writeString(
                space.resolve("C".repeat(22) + ".json"), "{\"version\":1,\"path\":[\"x\"]}");
        Files.writeString(space.resolve("D".repeat(22) + ".json"), "{\"version\":1,\"pa");
        Files.writeString(space.resolve("D".repeat(22) + ".part"), "x");
        Files.writeString(space.resolve("notes.txt"), "not ours");
        try (WritableDirectory store = open(root)) {
            assertThat(leftovers(root)).containsExactly("notes.txt");
            assertThat(store.upload(id)).isEmpty();
            assertThat(store.upload("../../etc/passwd")).isEmpty();
        }
    }

    @Test
    void aSecondStoreDoesNotOpen() throws Exception {
        try (WritableDirectory store = open(root)) {
            assertThatThrownBy(() -> open(root)).hasMessageContaining("another server");
            assertThat(store.upload("x")).isEmpty();
        }
        open(root).close();
    }

    @Test
    void closingEndsWhatCannotBeResumed() throws Exception {
        WritableDirectory store = open(root);
        Upload kept = store.create(path("kept"), UploadTerms.PLAIN.asResumable());
        Upload.Appender lost = store.create(path("lost"), UploadTerms.PLAIN).append(() -> {});
        store.close();
        assertThat(reason(catchThrowable(() -> append(lost, bytes(1, 1)))))
                .isEqualTo(Reason.TAKEN_OVER);
        assertThat(leftovers(root)).containsExactly(kept.id() + ".json", kept.id() + ".part");
    }

    @Test
    void reservedNamesAreNotFound() throws Exception {
        try (WritableDirectory store =
                new WritableDirectory(
                        root,
                        new Uploads.Unreadable("asked for"),
                        UploadLimits.DEFAULT,
                        SpaceReservation.NONE)) {
            assertThatThrownBy(() -> store.find(path("x"))).hasMessage("asked for: /x");
            assertThatThrownBy(() -> store.list(path("x"))).hasMessage("asked for: /x");
            ContentPath reserved = path(WritableDirectory.RESERVED, "lock");
            assertThatThrownBy(() -> store.find(reserved))
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessageNotContaining("asked for");
            assertThatThrownBy(() -> store.list(reserved))
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessageNotContaining("asked for");
        }
    }

    @Test
    void whatIsStoredIsFoundUnderItsTag() throws Exception {
        try (DirectoryStore reading = DirectoryStore.of(root);
                WritableDirectory store =
                        new WritableDirectory(root, reading, UploadLimits.DEFAULT)) {
            for (int round = 0; round < 3; round++) {
                byte[] bytes = bytes(round, 100);
                Stored stored = put(store, path("d", "f"), UploadTerms.PLAIN, bytes);
                try (Content content = (Content) store.find(path("d", "f"))) {
                    assertThat(content.etag()).isEqualTo(stored.etag());
                    assertThat(content.payload().size()).isEqualTo(100);
                }
                UploadTerms matching =
                        UploadTerms.PLAIN.withPrecondition(Precondition.matching(stored.etag()));
                assertThat(put(store, path("d", "f"), matching, bytes).created()).isFalse();
            }
            assertThat(store.list(new ContentPath(List.of(), true)).entries())
                    .extracting(Listing.Entry::name)
                    .containsExactly("d");
        }
    }

    @Test
    void aReservationThatFailsRefusesTheUpload() throws Exception {
        SpaceReservation full =
                (file, bytes) -> {
                    throw new IOException("No space left on device");
                };
        try (WritableDirectory store =
                new WritableDirectory(root, Uploads.NOTHING_TO_READ, UploadLimits.DEFAULT, full)) {
            assertThat(
                            reason(
                                    catchThrowable(() ->
                                            store.create(
                                                    path("f"), UploadTerms.PLAIN.withLength(1)))))
                    .isEqualTo(Reason.DISK_FULL);
            assertNothingLeft(root);
            put(store, path("unknown"), UploadTerms.PLAIN, bytes(1, 1));
        }
    }
}
