package io.zenview.server;

import static io.zenview.server.Uploads.append;
import static io.zenview.server.Uploads.assertNothingLeft;
import static io.zenview.server.Uploads.open;
import static io.zenview.server.Uploads.path;
import static io.zenview.server.Uploads.put;
import static io.zenview.server.Uploads.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zenview.server.UploadException.Reason;
import io.zenview.transfer.Preallocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Uploads to a file system of 4 MiB.
class DiskFullTest {
    @TempDir private Path directory;

    private Path root;

    @BeforeEach
    void mount() throws Exception {
        root = Files.createDirectory(directory.resolve("small"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", root.toString()) == 0,
                "no small file system: mounting one takes root");
    }

    @AfterEach
    void unmount() throws Exception {
        if (run("umount", root.toString()) != 0) {
            // A test that failed may have left a file open.
            run("umount", "--lazy", root.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            return -1;
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFullDiskEndsTheUploadAndIsFreeAgain(boolean resumable) throws Exception {
        UploadTerms terms = resumable ? UploadTerms.PLAIN.asResumable() : UploadTerms.PLAIN;
        Files.writeString(root.resolve("f"), "old");
        try (WritableDirectory store = open(root)) {
            long before = DurableFiles.freeBytes(root);
            Upload upload = store.create(path("f"), terms.withLength(8 << 20));
            try (Upload.Appender appender = upload.append(() -> {})) {
                Throwable full = catchThrowable(() -> append(appender, new byte[8 << 20]));
                assertThat(reason(full)).isEqualTo(Reason.DISK_FULL);
                assertThat(full).hasMessageContainingAll("of 8388608 bytes of /f", "bytes free");
                // Before the appender is closed: whoever holds it may take his time.
                assertThat(DurableFiles.freeBytes(root)).isEqualTo(before);
            }
            assertThat(store.upload(upload.id())).isEmpty();
            assertNothingLeft(root);
            assertThat(root.resolve("f")).hasContent("old");

            put(store, path("f"), terms, new byte[3 << 20]);
            assertThat(root.resolve("f")).hasSize(3 << 20);
        }
    }

    @Test
    void whatCannotFitIsRefusedAtTheBeginning() throws Exception {
        assumeTrue(
                Preallocation.reserve(Files.createFile(root.resolve("probe")), 1),
                "space cannot be reserved on this system");
        Files.delete(root.resolve("probe"));
        try (WritableDirectory store =
                new WritableDirectory(root, Uploads.NOTHING_TO_READ, UploadLimits.DEFAULT)) {
            Throwable full =
                    catchThrowable(
                            () -> store.create(path("f"), UploadTerms.PLAIN.withLength(8 << 20)));
            assertThat(reason(full)).isEqualTo(Reason.DISK_FULL);
            assertNothingLeft(root);

            Upload upload =
                    store.create(path("f"), UploadTerms.PLAIN.withLength(3 << 20).asResumable());
            assertThat(upload.settle()).as("space taken is no offset").isZero();
            assertThat(
                            reason(
                                    catchThrowable(() ->
                                            put(
                                                    store,
                                                    path("g"),
                                                    UploadTerms.PLAIN,
                                                    new byte[2 << 20]))))
                    .isEqualTo(Reason.DISK_FULL);
            upload.cancel();
            put(store, path("g"), UploadTerms.PLAIN, new byte[2 << 20]);
        }
    }

    @Test
    void aDiskWithoutRoomForTheStateRefusesTheUpload() throws Exception {
        try (WritableDirectory store = open(root)) {
            Files.write(root.resolve("big"), new byte[(int) DurableFiles.freeBytes(root)]);
            assertThat(
                            reason(
                                    catchThrowable(() ->
                                            store.create(
                                                    path("f"), UploadTerms.PLAIN.asResumable()))))
                    .isEqualTo(Reason.DISK_FULL);
            assertNothingLeft(root);
        }
    }

    @Test
    void aDiskThatIsFullAtTheEndRefusesTheUpload() throws Exception {
        try (WritableDirectory store = open(root)) {
            Upload upload = store.create(path("new", "f"), UploadTerms.PLAIN.asResumable());
            try (Upload.Appender appender = upload.append(() -> {})) {
                append(appender, new byte[1000]);
                Files.write(root.resolve("big"), new byte[(int) DurableFiles.freeBytes(root)]);
                assertThat(reason(catchThrowable(appender::complete))).isEqualTo(Reason.DISK_FULL);
            }
            assertNothingLeft(root);
            assertThat(root.resolve("new")).doesNotExist();
        }
    }
}
