package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that NumPy made, and what NumPy reads in them: data recorded by `record_npy.py`.
class RecordedNpyTest {
    @TempDir Path folder;

    /// A line of `arrays.txt`.
    private record Array(
            String name,
            String version,
            Order order,
            String shape,
            long dataOffset,
            String form,
            boolean writtenAlike,
            String values) {
        static List<Array> all() {
            return Recorded.lines("npy/arrays").stream().map(Array::of).toList();
        }

        private static Array of(String line) {
            String[] f = line.split(";", -1);
            return new Array(
                    f[0],
                    f[1],
                    Order.valueOf(f[2]),
                    f[3],
                    Long.parseLong(f[4]),
                    f[5],
                    f[6].equals("same"),
                    f[7]);
        }

        byte[] bytes() throws IOException {
            try (InputStream in =
                    RecordedNpyTest.class.getResourceAsStream("npy/" + name + ".npy")) {
                return in.readAllBytes();
            }
        }
    }

    @Test
    void arraysAreWhatNumpySays() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        for (Array array : Array.all()) {
            Path file = Files.write(folder.resolve(array.name + ".npy"), array.bytes());
            NpyHeader header = Npy.header(file);
            softly.assertThat(header.majorVersion() + "." + header.minorVersion())
                    .as(array.name)
                    .isEqualTo(array.version);
            softly.assertThat(header.order()).as(array.name).isEqualTo(array.order);
            softly.assertThat(shape(header)).as(array.name).isEqualTo(array.shape);
            softly.assertThat(header.dataOffset()).as(array.name).isEqualTo(array.dataOffset);
            softly.assertThat(form(header.format()))
                    .as(array.name)
                    .isEqualTo(comparable(array.form, header.format()));
            try (MemoryView view = Npy.open(file)) {
                softly.assertThat(view.isReadOnly()).as(array.name).isTrue();
                softly.assertThat(view.owner()).as(array.name).isEqualTo(file);
                softly.assertThat(view.shape()).as(array.name).isEqualTo(header.extents());
                softly.assertThat(view.isFContiguous() && !view.isCContiguous())
                        .as(array.name)
                        .isEqualTo(array.order == Order.F);
                softly.assertThat(values(view)).as(array.name).isEqualTo(array.values);
            }
        }
        softly.assertAll();
    }

    @Test
    void whatIsWrittenIsWhatNumpyWrites() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        int compared = 0;
        for (Array array : Array.all()) {
            Path file = Files.write(folder.resolve(array.name + ".npy"), array.bytes());
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            Path copy = folder.resolve("copy-" + array.name + ".npy");
            try (MemoryView view = Npy.open(file)) {
                Npy.write(stream, view);
                Npy.write(copy, view);
            }
            softly.assertThat(Files.readAllBytes(copy))
                    .as(array.name)
                    .isEqualTo(stream.toByteArray());
            if (array.writtenAlike) {
                softly.assertThat(stream.toString(StandardCharsets.ISO_8859_1))
                        .as(array.name)
                        .isEqualTo(new String(array.bytes(), StandardCharsets.ISO_8859_1));
                compared++;
            }
            try (MemoryView view = Npy.open(copy)) {
                softly.assertThat(values(view)).as(array.name).isEqualTo(array.values);
            }
        }
        softly.assertThat(compared).isGreaterThan(50);
        softly.assertAll();
    }

    @Test
    void oddHeadersAreReadAsNumpyReadsThemOrRefused() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        for (String line : Recorded.lines("npy/headers")) {
            String[] f = line.split(";", -1);
            byte[] head = HexFormat.of().parseHex(f[2]);
            String as = f[0] + " " + new String(head, StandardCharsets.ISO_8859_1);
            boolean refused = f[1].equals("strict") || f[3].equals("refused");
            Path file = Files.write(folder.resolve("odd.npy"), withData(f[0], head));
            try (MemoryView view = Npy.open(file)) {
                softly.assertThat(refused).as("not refused: " + as).isFalse();
                if (!refused) {
                    NpyHeader header = Npy.header(file);
                    softly.assertThat(header.shape().size() < 2 ? "C" : header.order().toString())
                            .as(as)
                            .isEqualTo(f[3]);
                    softly.assertThat(shape(header)).as(as).isEqualTo(f[4]);
                    softly.assertThat(header.format().itemSize()).as(as).hasToString(f[5]);
                    softly.assertThat(form(header.format()))
                            .as(as)
                            .isEqualTo(
                                    comparable(
                                            String.join(";", Arrays.asList(f).subList(6, f.length)),
                                            header.format()));
                    softly.assertThat(view.format()).as(as).isEqualTo(header.format());
                }
            } catch (IOException e) {
                softly.assertThat(refused).as(as + ": " + e.getMessage()).isTrue();
                softly.assertThat(e).as(as).hasMessageStartingWith(file.toString());
                softly.assertThat(e.getMessage()).as(as).containsPattern("offset \\d|byte \\d");
            }
        }
        softly.assertAll();
    }

    /// A file with a header and the 24 bytes that `record_npy.py` put behind it.
    private static byte[] withData(String version, byte[] head) {
        String[] numbers = version.split("\\.", -1);
        ByteBuffer file =
                ByteBuffer.allocate(head.length + 36).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        file.put((byte) Integer.parseInt(numbers[0])).put((byte) Integer.parseInt(numbers[1]));
        if (version.equals("1.0")) {
            file.putShort((short) head.length);
        } else {
            file.putInt(head.length);
        }
        file.put(head);
        return Arrays.copyOf(file.array(), file.position() + 24);
    }

    private static String shape(NpyHeader header) {
        return header.shape().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /// A format as `record_npy.py` writes it.
    private static String form(Format format) {
        if (!format.isRecord()) {
            return format.toString();
        }
        return format.itemSize()
                + ":"
                + format.fields().stream()
                        .map(field -> hex(field.name()) + "@" + field.offset())
                        .collect(Collectors.joining(","));
    }

    /// NumPy writes `1s` for `s`. What has no format in NumPy has one here all the same: nothing to
    /// compare.
    private static String comparable(String recorded, Format actual) {
        if (recorded.equals("-")) {
            return form(actual);
        }
        return recorded.contains("@") ? recorded : Format.parse(recorded).toString();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    static String values(MemoryView view) {
        return value(view.ndim() == 0 ? view.get(new long[0]) : view.toList());
    }

    private static String value(Object value) {
        return switch (value) {
            case Boolean truth -> truth ? "T" : "F";
            case Double real ->
                    real.isNaN()
                            ? "dnan"
                            : String.format(
                                    Locale.ROOT, "d%016x", Double.doubleToRawLongBits(real));
            case String text -> "u" + hex(text);
            case Bytes bytes -> "b" + HexFormat.of().formatHex(bytes.toByteArray());
            case List<?> list ->
                    list.stream()
                            .map(RecordedNpyTest::value)
                            .collect(Collectors.joining(",", "[", "]"));
            default -> "i" + value;
        };
    }

    @Test
    void theRecordingIsThere() {
        assertThat(Array.all()).hasSizeGreaterThan(70);
        assertThat(Recorded.lines("npy/headers")).hasSizeGreaterThan(400);
    }
}
