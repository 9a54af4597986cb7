package io.zenview.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zenview.view.MemoryView;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.Pipe;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class PayloadTest {
    @TempDir Path directory;

    private byte[] written(Payload payload) throws IOException {
        Path copy = Files.createTempFile(directory, "written", "");
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            assertThat(payload.writeTo(channel)).isEqualTo(payload.size());
        }
        return Files.readAllBytes(copy);
    }

    @Test
    void everySliceOfMixedRegionsHoldsTheSameBytesAsTheCopyWould() throws IOException {
        byte[] bytes = Patterns.bytes(30);
        Path file = Files.write(directory.resolve("f"), Arrays.copyOfRange(bytes, 10, 20));
        try (Payload middle = Payload.of(file)) {
            Payload all =
                    Payload.concat(
                            Payload.of(MemoryView.of(Arrays.copyOfRange(bytes, 0, 10))),
                            middle,
                            Payload.of(
                                    new MemoryRegion(
                                            MemorySegment.ofArray(bytes).asSlice(20, 10))));
            for (int from = 0; from <= 30; from += 3) {
                for (int to = from; to <= 30; to++) {
                    Payload slice = all.slice(from, to);
                    assertThat(slice.size()).isEqualTo(to - from);
                    assertThat(written(slice)).isEqualTo(Arrays.copyOfRange(bytes, from, to));
                }
            }
        }
    }

    @Test
    void slicesKeepOnlyTheRegionsTheyTouch() {
        Payload all =
                Payload.of(
                        new MemoryRegion(MemorySegment.ofArray(new byte[4])),
                        new MemoryRegion(MemorySegment.ofArray(new byte[0])),
                        new MemoryRegion(MemorySegment.ofArray(new byte[4])));
        assertThat(all.regions()).hasSize(2);
        assertThat(all.slice(0, 4).regions()).hasSize(1);
        assertThat(all.slice(3, 5).regions()).extracting(Region::size).containsExactly(1L, 1L);
        assertThat(all.slice(4, 4).regions()).isEmpty();
    }

    @Test
    void fileRegionsTellWhatAnotherTransportNeeds() throws IOException {
        try (Payload payload = Payload.of(Patterns.file(directory, 100))) {
            FileRegion region =
                    (FileRegion) payload.slice(10, 90).slice(5, 15).regions().getFirst();
            assertThat(region.offset()).isEqualTo(15);
            assertThat(region.size()).isEqualTo(10);
            ByteBuffer read = ByteBuffer.allocate(10);
            region.channel().read(read, region.offset());
            assertThat(read.array()).isEqualTo(Arrays.copyOfRange(Patterns.bytes(100), 15, 25));
        }
    }

    @Test
    void boundsAreChecked() {
        Payload payload = Payload.of(MemoryView.of(new byte[10]));
        assertThatThrownBy(() -> payload.slice(0, 11))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> payload.slice(-1, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> payload.slice(5, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> payload.regions().getFirst().slice(0, 11))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void fileRegionsRefuseOffsetsBeyondTheRangeOfALong() throws IOException {
        try (FileChannel channel = FileChannel.open(Patterns.file(directory, 1))) {
            assertThatThrownBy(() -> new FileRegion("f", channel, Long.MAX_VALUE, 1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new FileRegion("f", channel, -1, 1))
                    .isInstanceOf(IllegalArgumentException.class);
            FileRegion huge = new FileRegion("f", channel, 0, Long.MAX_VALUE);
            assertThatThrownBy(() -> Payload.of(huge, huge))
                    .isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void closingEndsTheSlicesOfTheFileButNotTheFileOfSlices() throws IOException {
        Payload file = Payload.of(Patterns.file(directory, 10));
        Payload slice = file.slice(2, 4);
        slice.close();
        assertThat(written(file)).isEqualTo(Patterns.bytes(10));
        file.close();
        assertThatThrownBy(() -> written(slice)).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void headerAndBodyComeFromTheSameFileEvenWhenItsNameIsTakenOver() throws IOException {
        Path file = Patterns.file(directory, 10);
        try (Payload payload = Payload.of(file)) {
            Files.delete(file);
            Files.write(file, new byte[10]);
            assertThat(written(payload)).isEqualTo(Patterns.bytes(10));
        }
    }

    @Test
    void onlyReadableRegularFilesAreTaken() throws Exception {
        assertThatThrownBy(() -> Payload.of(directory.resolve("missing")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("missing")
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> Payload.of(directory))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("is a directory");
        assertThatThrownBy(() -> Payload.of(Path.of("/dev/null")))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is no regular file");
    }

    @Test
    void aChannelInNonBlockingModeIsRefused() throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SinkChannel sink = pipe.sink();
                Pipe.SourceChannel source = pipe.source()) {
            sink.configureBlocking(false);
            assertThatThrownBy(() -> Payload.of(MemoryView.of(new byte[1])).writeTo(sink))
                    .isInstanceOf(IllegalBlockingModeException.class);
            assertThat(source.isOpen()).isTrue();
        }
    }

    @Test
    void closingGivesBackWhatThePayloadStandsOn() throws IOException {
        List<String> closed = new ArrayList<>();
        Payload bytes = Payload.of(MemoryView.of(Patterns.bytes(10)));
        Payload lent = bytes.closing(() -> closed.add("lease"));
        assertThat(written(lent.slice(2, 5)))
                .isEqualTo(Arrays.copyOfRange(Patterns.bytes(10), 2, 5));
        lent.slice(0, 3).close();
        Payload.concat(lent, bytes).close();
        bytes.close();
        assertThat(closed).isEmpty();
        lent.close();
        assertThat(closed).containsExactly("lease");
        lent.closing(() -> closed.add("outer")).close();
        assertThat(closed).containsExactly("lease", "lease", "outer");
    }

    @Test
    void aFailureToCloseTheFileKeepsNothingElseFromBeingClosed() throws IOException {
        List<String> closed = new ArrayList<>();
        Payload payload =
                Payload.of(Patterns.file(directory, 10))
                        .closing(() -> {
                            closed.add("first");
                            throw new IOException("first");
                        })
                        .closing(() -> {
                            closed.add("second");
                            throw new IOException("second");
                        });
        assertThatThrownBy(payload::close)
                .isInstanceOf(IOException.class)
                .hasMessage("first")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(closed).containsExactly("first", "second");
        assertThatThrownBy(() -> written(payload)).isInstanceOf(ClosedChannelException.class);
    }
}
