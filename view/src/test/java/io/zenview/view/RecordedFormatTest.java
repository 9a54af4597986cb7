package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Replays what CPython's `struct` and NumPy made of formats: the expectations are data recorded by
/// `record_formats.py` on a little-endian machine, none is computed here.
@EnabledIf("isLittleEndian")
class RecordedFormatTest {
    static boolean isLittleEndian() {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    }

    @Test
    void structLayoutsAreReadAndWrittenAsPythonDoes() {
        SoftAssertions softly = new SoftAssertions();
        for (String line : Recorded.lines("structs")) {
            String[] f = line.split(";", -1);
            String text = f[0].replace("\\n", "\n").replace("\\t", "\t");
            if (f[1].equals("error")) {
                softly.assertThatThrownBy(() -> Format.parse(text))
                        .as(line)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("'" + text + "'");
                continue;
            }
            Format format = Format.parse(text);
            softly.assertThat(format.itemSize()).as(line).isEqualTo(Integer.parseInt(f[1]));
            softly.assertThat(Format.parse(format.toString())).as(line).isEqualTo(format);
            Window memory = window(format, HexFormat.of().parseHex(f[2]));
            Object values = format.element().get(memory, 0);
            softly.assertThat(text(format.isRecord() ? values : List.of(values)))
                    .as(line)
                    .isEqualTo(f[3]);
            byte[] packed = new byte[format.itemSize()];
            format.element().set(window(format, packed), 0, values);
            softly.assertThat(HexFormat.of().formatHex(packed)).as(line).isEqualTo(f[4]);
        }
        softly.assertAll();
    }

    @Test
    void recordsLieAndReadAsInNumPy() {
        SoftAssertions softly = new SoftAssertions();
        for (String line : Recorded.lines("records")) {
            String[] f = line.split(";", -1);
            if (f[1].equals("error")) {
                softly.assertThatThrownBy(() -> Format.parse(f[0]))
                        .as(line)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("position");
                continue;
            }
            Format format = Format.parse(f[0]);
            softly.assertThat(described(format)).as(line).isEqualTo(f[1]);
            softly.assertThat(format.isRecord()).as(line).isTrue();
            Format again = Format.parse(format.toString());
            softly.assertThat(again).as(line + " " + format).isEqualTo(format);
            softly.assertThat(described(again)).as(line + " " + format).isEqualTo(f[1]);
            Format made = Format.record(format.fields(), format.itemSize());
            softly.assertThat(made).as(line).isEqualTo(format).hasSameHashCodeAs(format);
            byte[] bytes = HexFormat.of().parseHex(f[2]);
            Object values = format.element().get(window(format, bytes), 0);
            softly.assertThat(text(values)).as(line).isEqualTo(f[3]);
            // Written into zeros, the values read the same; written over themselves, truth values
            // apart, they leave every byte as it is: padding, too.
            byte[] zeros = new byte[bytes.length];
            format.element().set(window(format, zeros), 0, values);
            softly.assertThat(text(format.element().get(window(format, zeros), 0)))
                    .as(line)
                    .isEqualTo(f[3]);
            if (!f[1].contains("|b1") && !f[3].contains("dnan")) {
                byte[] same = bytes.clone();
                format.element().set(window(format, same), 0, values);
                softly.assertThat(same).as(line).isEqualTo(bytes);
            }
        }
        softly.assertAll();
    }

    @Test
    void theRecordingsHoldWhatTheyAreTakenFor() {
        assertThat(Recorded.lines("structs")).hasSizeGreaterThan(400);
        assertThat(Recorded.lines("records")).hasSizeGreaterThan(250);
        assertThatThrownBy(() -> Format.parse("T{(a)i}")).hasMessageContaining("position 3");
    }

    private static Window window(Format format, byte[] memory) {
        View bytes = (View) MemoryView.of(memory);
        return bytes.window.withFormat(format);
    }

    /// A format as the recording has it: NumPy's type strings, names and offsets.
    private static String described(Format format) {
        if (format.isRecord()) {
            return format.fields().stream()
                            .map(field ->
                                    field.name()
                                            + "@"
                                            + field.offset()
                                            + shape(field)
                                            + described(field.format()))
                            .collect(Collectors.joining(",", "{", "}"))
                    + format.itemSize();
        }
        boolean ordered = format.itemSize() > 1 && format.code() != 's';
        String order = ordered ? (format.byteOrder() == ByteOrder.LITTLE_ENDIAN ? "<" : ">") : "|";
        return switch (format.code()) {
            case 'b', 'h', 'i', 'l', 'q' -> order + "i" + format.itemSize();
            case 'B', 'H', 'I', 'L', 'Q' -> order + "u" + format.itemSize();
            case 'e', 'f', 'd' -> order + "f" + format.itemSize();
            case '?' -> "|b1";
            case 'c', 's' -> "|S" + format.itemSize();
            case 'w' -> order + "U" + format.itemSize() / 4;
            default -> throw new AssertionError(format);
        };
    }

    private static String shape(Format.Field field) {
        return field.shape().isEmpty()
                ? ""
                : field.shape().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(",", "(", ")"));
    }

    /// A value as the recording has it: reals by their bits, bytes and text in hex.
    private static String text(Object value) {
        return switch (value) {
            case Boolean truth -> truth ? "True" : "False";
            case Double real ->
                    real.isNaN()
                            ? "dnan"
                            : "d" + HexFormat.of().toHexDigits(Double.doubleToLongBits(real));
            case Bytes bytes -> "x" + HexFormat.of().formatHex(bytes.toByteArray());
            case String string ->
                    "u" + HexFormat.of().formatHex(string.getBytes(StandardCharsets.UTF_8));
            case List<?> list ->
                    list.stream()
                            .map(RecordedFormatTest::text)
                            .collect(Collectors.joining(",", "[", "]"));
            default -> value.toString();
        };
    }
}
