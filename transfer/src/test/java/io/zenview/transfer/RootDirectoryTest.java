package io.zenview.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RootDirectoryTest {
    @TempDir private Path temporary;
    private Path top;
    private RootDirectory root;

    @BeforeEach
    void make() throws IOException {
        top = Files.createDirectory(temporary.toRealPath().resolve("top"));
        root = RootDirectory.of(top);
    }

    private static String text(RootDirectory.Opened opened) throws IOException {
        try (FileChannel channel = opened.channel()) {
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            channel.read(bytes);
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void opensFilesAtAnyDepth() throws IOException {
        Path file = Files.createDirectories(top.resolve("a/b/c")).resolve("file");
        Files.writeString(file, "deep");
        Files.writeString(top.resolve("flat"), "flat");

        RootDirectory.Opened opened = root.open(file);
        assertThat(opened.attributes().size()).isEqualTo(4);
        assertThat(text(opened)).isEqualTo("deep");
        assertThat(text(root.open(top.resolve("flat")))).isEqualTo("flat");
    }

    @Test
    void itsOwnPathMayHaveLinks() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), top);
        assertThat(RootDirectory.of(link).path()).isEqualTo(top);
    }

    @Test
    void nothingAndFilesAreNoRoots() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThatThrownBy(() -> RootDirectory.of(file)).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> RootDirectory.of(temporary.resolve("none")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("no such directory");
    }

    @Test
    void whatDoesNotLieBelowIsRefused() throws IOException {
        Path beside = Files.writeString(temporary.toRealPath().resolve("beside"), "");
        Path namesake = Files.createDirectory(temporary.toRealPath().resolve("top2"));
        for (Path path : new Path[] {beside, namesake, top, Path.of("relative")}) {
            assertThatThrownBy(() -> root.open(path)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void noLinkIsFollowedOnTheWayNorAtItsEnd() throws IOException {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createSymbolicLink(top.resolve("folder"), outside);
        Files.createSymbolicLink(top.resolve("file"), outside.resolve("secret"));

        assertThatThrownBy(() -> root.open(top.resolve("folder/secret")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> root.open(top.resolve("file"))).isInstanceOf(IOException.class);
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void directoriesAndPipesAreNoFiles() throws Exception {
        Path folder = Files.createDirectory(top.resolve("folder"));
        assertThatThrownBy(() -> root.open(folder)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> root.open(top.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);

        Path pipe = top.resolve("pipe");
        assumeThat(Path.of("/usr/bin/mkfifo")).as("mkfifo makes pipes").exists();
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertThat(made.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> root.open(pipe)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void attributesAreThoseOfTheFileThatIsRead() throws Exception {
        Path file = top.resolve("file");
        Files.writeString(file, "x");
        AtomicBoolean stop = new AtomicBoolean();
        Thread replacing =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                for (int i = 1; !stop.get(); i++) {
                                    Path next =
                                            Files.writeString(
                                                    temporary.resolve("next"), "x".repeat(i % 9));
                                    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
                                    Thread.sleep(0, 200_000);
                                }
                            } catch (IOException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        try {
            for (int i = 0; i < 500; i++) {
                RootDirectory.Opened opened = root.open(file);
                assertThat(text(opened)).hasSize((int) opened.attributes().size());
            }
        } finally {
            stop.set(true);
            replacing.join();
        }
    }
}
