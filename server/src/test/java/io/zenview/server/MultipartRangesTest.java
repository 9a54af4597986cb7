package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zenview.server.RangeSet.ByteRange;
import io.zenview.transfer.FileRegion;
import io.zenview.transfer.MemoryRegion;
import io.zenview.transfer.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultipartRangesTest {
    private static final List<ByteRange> RANGES = List.of(new ByteRange(5, 9), new ByteRange(0, 1));

    @Test
    void headsLieBetweenTheRegionsOfTheFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("digits"), "0123456789");
        try (Payload content = Payload.of(file)) {
            MultipartRanges body =
                    MultipartRanges.of(content, RANGES, "text/plain; charset=utf-8", "THE_END");

            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            body.payload().writeTo(Channels.newChannel(sent));
            assertThat(sent.toString(StandardCharsets.US_ASCII))
                    .isEqualTo(
                            """
                            --THE_END\r
                            Content-Type: text/plain; charset=utf-8\r
                            Content-Range: bytes 5-8/10\r
                            \r
                            5678\r
                            --THE_END\r
                            Content-Type: text/plain; charset=utf-8\r
                            Content-Range: bytes 0-0/10\r
                            \r
                            0\r
                            --THE_END--\r
                            """);
            assertThat(body.payload().size()).isEqualTo(sent.size());
            assertThat(body.contentType()).isEqualTo("multipart/byteranges; boundary=THE_END");
            assertThat(body.payload().regions())
                    .hasExactlyElementsOfTypes(
                            MemoryRegion.class,
                            FileRegion.class,
                            MemoryRegion.class,
                            FileRegion.class,
                            MemoryRegion.class);
        }
    }

    @Test
    void boundariesAreNotToBeGuessed() {
        Payload content = digits();
        String one = MultipartRanges.of(content, RANGES, "video/mp4").contentType();
        String other = MultipartRanges.of(content, RANGES, "video/mp4").contentType();

        assertThat(one).matches("multipart/byteranges; boundary=[0-9a-f]{32}").isNotEqualTo(other);
    }

    @Test
    void refusesWhatMakesNoPart() {
        Payload content = digits();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MultipartRanges.of(content, RANGES, "a/b\r\nSet-Cookie: x"));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() ->
                        MultipartRanges.of(content, List.of(new ByteRange(5, 11)), "video/mp4"));
    }

    private static Payload digits() {
        return Payload.of(
                new MemoryRegion(
                        MemorySegment.ofArray("0123456789".getBytes(StandardCharsets.US_ASCII))));
    }
}
