package io.zenview.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PreallocationTest {
    @TempDir Path directory;

    @BeforeEach
    void onLinux() {
        assumeThat(LinuxCalls.unavailability()).as("system calls of Linux").isEmpty();
    }

    @Test
    void spaceIsReservedAndTheFileLooksAsBefore() throws Exception {
        Path file = Patterns.file(directory, 100);
        assertThat(Preallocation.reserve(file, 1 << 20)).isTrue();
        assertThat(file).hasBinaryContent(Patterns.bytes(100));
        assertThat(SmallDisk.allocated(file)).isGreaterThanOrEqualTo(1 << 20);
        assertThat(Preallocation.reserve(file, 0)).isTrue();
    }

    @Test
    void whatIsReservedBeyondTheEndCanBeGivenBack() throws Exception {
        Path file = Patterns.file(directory, 100);
        Preallocation.reserve(file, 1 << 20);
        Preallocation.giveBack(file, 100);
        assertThat(SmallDisk.allocated(file)).isLessThanOrEqualTo(65_536);
        assertThat(file).hasBinaryContent(Patterns.bytes(100));
    }

    @Test
    void aFullDiskIsKnownAtOnceWithTheNumbers() throws Exception {
        try (SmallDisk _ = SmallDisk.of4MiB(directory)) {
            Path file = Files.createFile(directory.resolve("film"));
            assertThatThrownBy(() -> Preallocation.reserve(file, 5L << 30))
                    .isInstanceOf(DiskFullException.class)
                    .hasMessageContainingAll(file.toString(), "no space left", "5368709120")
                    .asInstanceOf(type(DiskFullException.class))
                    .satisfies(full -> {
                        assertThat(full.wanted()).isEqualTo(5L << 30);
                        assertThat(full.usable()).isBetween(0L, 4L << 20);
                        assertThat(full.getFile()).isEqualTo(file.toString());
                    });
            assertThat(file).isEmptyFile();
        }
    }

    @Test
    void aFileSystemThatCannotSaysSo() throws Exception {
        try (SmallDisk _ = SmallDisk.mount(directory, "ramfs", "rw")) {
            Path file = Files.createFile(directory.resolve("film"));
            assertThat(Preallocation.reserve(file, 1 << 20)).isFalse();
        }
    }

    @Test
    void misuse() throws Exception {
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> Preallocation.reserve(missing, 1))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Preallocation.reserve(directory, 1))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("no regular file");
        Path file = Patterns.file(directory, 1);
        assertThatThrownBy(() -> Preallocation.reserve(file, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> Preallocation.reserve(file, Long.MAX_VALUE))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("" + Long.MAX_VALUE);
    }
}
