package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedMemoryTest {
    private static final Path SHM = Path.of("/dev/shm");

    private final String name = "zenview-test-" + UUID.randomUUID();

    @TempDir Path folder;

    @BeforeEach
    void requireShm() {
        require(Files.isWritable(SHM), "a writable /dev/shm");
    }

    @AfterEach
    void tidy() throws IOException {
        Files.deleteIfExists(SHM.resolve(name));
    }

    private static void require(boolean there, String what) {
        if (!there) {
            System.out.println("SKIPPED: SharedMemoryTest needs " + what);
        }
        assumeThat(there).as(what).isTrue();
    }

    @Test
    void twoLookAtTheSameBytes() throws IOException {
        try (SharedMemory one = SharedMemory.create(name, 16);
                SharedMemory two = SharedMemory.open(name);
                MemoryView writer = MemoryView.of(one);
                MemoryView reader = MemoryView.of(two)) {
            writer.cast("<i").setLong(1, 42);
            assertThat(reader.getLong(4)).isEqualTo(42);
            assertThat(two.size()).isEqualTo(16);
            assertThat(reader.owner()).isSameAs(two);
            assertThat(SHM.resolve(name)).hasSize(16);
            assertThat(Files.getPosixFilePermissions(SHM.resolve(name)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void theCreatorRemovesTheNameAndNobodyElse() throws IOException {
        SharedMemory creator = SharedMemory.create(name, 1);
        SharedMemory.open(name).close();
        assertThat(SHM.resolve(name)).exists();
        SharedMemory other = SharedMemory.open(name);
        creator.close();
        creator.close();
        assertThat(SHM.resolve(name)).doesNotExist();
        try (other;
                MemoryView view = MemoryView.of(other)) {
            assertThat(view.getLong(0)).isZero();
        }
        assertThatThrownBy(() -> SharedMemory.open(name))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(name);
        assertThat(SharedMemory.remove(name)).isFalse();
    }

    @Test
    void aNameThatAnotherHasByNowIsLeftAlone() throws IOException {
        SharedMemory first = SharedMemory.create(name, 1);
        assertThat(SharedMemory.remove(name)).isTrue();
        try (SharedMemory second = SharedMemory.create(name, 2)) {
            first.close();
            assertThat(SHM.resolve(name)).hasSize(2);
            assertThat(second.size()).isEqualTo(2);
        }
    }

    @Test
    void aNameIsTakenOnce() throws IOException {
        try (SharedMemory memory = SharedMemory.create(name, 3)) {
            assertThatThrownBy(() -> SharedMemory.create(name, 5))
                    .isInstanceOf(FileAlreadyExistsException.class)
                    .hasMessageContaining("exists already");
            assertThat(memory.size()).isEqualTo(3);
        }
        try (Stream<Path> left = Files.list(SHM)) {
            assertThat(left).noneMatch(file -> file.toString().contains(name));
        }
    }

    @Test
    void namesAreNamesOfFiles() {
        for (String bad : List.of("", "a/b", "/a", ".", "..", "a\0b", "ä".repeat(128))) {
            assertThatThrownBy(() -> SharedMemory.create(bad, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no name for shared memory");
            assertThatThrownBy(() -> SharedMemory.open(bad))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> SharedMemory.create(name, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutSharedMemoryThereIsAWayOut() {
        assertThatThrownBy(() -> SharedMemory.create(folder.resolve("none"), name, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no")
                .hasMessageContaining("MappedFile");
    }

    @Test
    void openViewsKeepItOpen() throws IOException {
        SharedMemory memory = SharedMemory.create(name, 4);
        try (MemoryView view = MemoryView.of(memory)) {
            assertThatThrownBy(memory::close).isInstanceOf(BufferException.class);
            assertThat(view.getLong(0)).isZero();
        }
        memory.close();
        assertThatThrownBy(() -> MemoryView.of(memory)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void moreMemoryThanThereIsLeavesNothing() throws Exception {
        require(
                run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString()) == 0,
                "the right to mount a small file system");
        try {
            assertThatThrownBy(() -> SharedMemory.create(folder, name, 2 << 20))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("of 2097152 bytes cannot be created")
                    .hasMessageContaining("No space left on device");
            assertThat(folder).isEmptyDirectory();
        } finally {
            assertThat(run("umount", folder.toString())).isZero();
        }
    }

    private static int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    private String python(String program) throws Exception {
        Path output = folder.resolve("python.out");
        List<String> command = new ArrayList<>(List.of("python3", "-c", program, name));
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
        } catch (IOException e) {
            require(false, "python3 on the PATH");
            throw e;
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("python3 did not end within 60 s");
        }
        String printed = Files.readString(output);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed.strip();
    }

    @Test
    void pythonSeesAndChangesWhatJavaHasCreated() throws Exception {
        try (SharedMemory memory = SharedMemory.create(name, 24);
                MemoryView view = MemoryView.of(memory)) {
            MemoryView doubles = view.cast("<d");
            doubles.setDouble(0, 1.5);
            doubles.setDouble(2, -2.25);
            assertThat(
                            python(
                                    """
                                    import mmap, os, sys
                                    fd = os.open("/dev/shm/" + sys.argv[1], os.O_RDWR)
                                    m = memoryview(mmap.mmap(fd, 0)).cast("d")
                                    print(m.tolist())
                                    m[1] = 10.5
                                    """))
                    .isEqualTo("[1.5, 0.0, -2.25]");
            assertThat(doubles.getDouble(1)).isEqualTo(10.5);
        }
    }

    @Test
    void pythonsSharedMemoryClassOpensIt() throws Exception {
        try (SharedMemory memory = SharedMemory.create(name, 5);
                MemoryView view = MemoryView.of(memory)) {
            view.assign(Bytes.of("hello"));
            // Before 3.13 the resource tracker would remove the name when this Python ends.
            assertThat(
                            python(
                                    """
                                    import sys
                                    from multiprocessing import shared_memory, resource_tracker
                                    m = shared_memory.SharedMemory(sys.argv[1])
                                    resource_tracker.unregister(m._name, "shared_memory")
                                    print(m.size, bytes(m.buf[:5]))
                                    m.buf[0] = ord("j")
                                    m.close()
                                    """))
                    .isEqualTo("5 b'hello'");
            assertThat(view.get(0)).isEqualTo((long) 'j');
            assertThat(SHM.resolve(name)).exists();
        }
    }

    @Test
    void javaSeesWhatPythonHasCreated() throws Exception {
        assertThat(
                        python(
                                """
                                import struct, sys
                                from multiprocessing import shared_memory, resource_tracker
                                m = shared_memory.SharedMemory(sys.argv[1], create=True, size=12)
                                struct.pack_into("<3i", m.buf, 0, 7, -8, 9)
                                resource_tracker.unregister(m._name, "shared_memory")
                                m.close()
                                print("created")
                                """))
                .isEqualTo("created");
        try (SharedMemory memory = SharedMemory.open(name);
                MemoryView view = MemoryView.of(memory)) {
            assertThat(view.cast("<i").toList()).containsExactly(7L, -8L, 9L);
        }
        assertThat(SHM.resolve(name)).exists();
    }
}
