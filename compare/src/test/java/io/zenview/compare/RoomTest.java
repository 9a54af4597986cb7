package io.zenview.compare;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomTest {
    private static final long GIB = 1L << 30;

    @Test
    void takesWhatFits() {
        assertThatCode(() -> Room.requireMemory(2 * GIB, 5 * GIB)).doesNotThrowAnyException();
    }

    @Test
    void refusesWhatDoesNotFitMemoryWithTheNumbers() {
        assertThatIOException()
                .isThrownBy(() -> Room.requireMemory(2 * GIB, 3 * GIB))
                .withMessageContaining("Sending 2 GiB would need 4.25 GiB of memory")
                .withMessageContaining("2 GiB for the file in the page cache")
                .withMessageContaining("only 3 GiB are available");
    }

    @Test
    void refusesAFilmThatWouldNotStayInTheCacheWithTheNumbers() {
        assertThatCode(() -> Room.requireCache(GIB, GIB / 4, 2 * GIB)).doesNotThrowAnyException();
        assertThatIOException()
                .isThrownBy(() -> Room.requireCache(GIB, GIB / 4, GIB + GIB / 2 - 1))
                .withMessageContaining("a file of 1 GiB")
                .withMessageContaining("256 MiB for the buffer")
                .withMessageContaining("only 1.50 GiB are available: choose a smaller size");
    }

    @Test
    void refusesWhatNoMachineHas() {
        assertThatIOException()
                .isThrownBy(() -> Room.requireMemory(Long.MAX_VALUE))
                .withMessageContaining("8 EiB");
    }

    @Test
    void refusesWhatDoesNotFitTheDiskWithTheNumbers(@TempDir Path directory) {
        assertThatIOException()
                .isThrownBy(() -> Room.requireDisk(Long.MAX_VALUE / 2, directory))
                .withMessageContaining("A temporary file of 4 EiB does not fit " + directory)
                .withMessageContaining("are free");
    }

    @Test
    void refusesADirectoryThatIsNotThere(@TempDir Path directory) {
        assertThatIOException()
                .isThrownBy(() -> Room.requireDisk(1, directory.resolve("missing")))
                .isInstanceOf(NoSuchFileException.class);
    }
}
