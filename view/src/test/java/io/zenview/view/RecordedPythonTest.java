package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/// Replays what CPython itself did: the expectations are data recorded by `record.py`, none is
/// computed here.
class RecordedPythonTest {
    @Test
    void slicesTakeWhatPythonTakes() {
        SoftAssertions softly = new SoftAssertions();
        for (String line : Recorded.lines("slices")) {
            String[] f = line.split(";", -1);
            long[] indices = new long[Integer.parseInt(f[1])];
            for (int i = 0; i < indices.length; i++) {
                indices[i] = i;
            }
            List<Object> expected = new ArrayList<>();
            if (!f[2].isEmpty()) {
                for (String index : f[2].split(",", -1)) {
                    expected.add(Long.valueOf(index));
                }
            }
            softly.assertThat(MemoryView.of(indices).slice(Slice.parse(f[0])).toList())
                    .as(line)
                    .isEqualTo(expected);
        }
        softly.assertAll();
    }

    @Test
    void elementsAreStoredAndReadAsPythonDoes() {
        SoftAssertions softly = new SoftAssertions();
        for (String line : Recorded.lines("elements")) {
            String[] f = line.split(";", -1);
            Format format = Format.parse(f[0]);
            byte[] memory = new byte[format.itemSize()];
            MemoryView view = MemoryView.of(memory).cast(format);
            Object value = value(f[1]);
            if (f[2].equals("error")) {
                softly.assertThatThrownBy(() -> view.set(0, value))
                        .as(line)
                        .isInstanceOf(IllegalArgumentException.class);
                softly.assertThat(memory).as(line).containsOnly(0);
            } else {
                view.set(0, value);
                softly.assertThat(HexFormat.of().formatHex(memory)).as(line).isEqualTo(f[2]);
                softly.assertThat(view.get(0)).as(line).isEqualTo(value(f[3]));
            }
        }
        softly.assertAll();
    }

    @Test
    void bytesPrintAsPythonPrintsThem() {
        for (String line : Recorded.lines("printed")) {
            int semicolon = line.indexOf(';');
            byte[] bytes = HexFormat.of().parseHex(line.substring(0, semicolon));
            String expected = line.substring(semicolon + 1);
            assertThatObject(Bytes.copyOf(bytes)).hasToString(expected);
            assertThat(ByteArray.copyOf(bytes)).hasToString("bytearray(" + expected + ")");
        }
    }

    @Test
    void slicesAreAssignedAsPythonDoesWhateverTheOverlap() {
        for (String line : Recorded.lines("assignments")) {
            String[] f = line.split(";", -1);
            byte[] data = new byte[12];
            for (int i = 0; i < data.length; i++) {
                data[i] = (byte) i;
            }
            byte[] before = data.clone();
            MemoryView view = MemoryView.of(data);
            MemoryView target = view.slice(Slice.parse(f[0]));
            MemoryView source = view.slice(Slice.parse(f[1]));
            if (f[2].equals("error")) {
                assertThatThrownBy(() -> target.assign(source))
                        .as(line)
                        .isInstanceOf(IllegalArgumentException.class);
                assertThat(data).as(line).isEqualTo(before);
            } else {
                target.assign(source);
                assertThat(HexFormat.of().formatHex(data)).as(line).isEqualTo(f[2]);
            }
        }
    }

    /// A value as Python writes it: `True`, `1.5`, `inf` or a whole number of any size.
    private static Object value(String text) {
        return switch (text) {
            case "True" -> true;
            case "False" -> false;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default ->
                    text.contains(".") || text.contains("e")
                            ? (Object) Double.valueOf(text)
                            : whole(text);
        };
    }

    private static Object whole(String text) {
        BigInteger exact = new BigInteger(text);
        return exact.bitLength() < 64 ? (Object) exact.longValue() : exact;
    }
}
