package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SliceAndFormatTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                "10:20",
                "::2",
                "-5:",
                ":-1",
                "1:2:3",
                "::-1",
                "5",
                "-3",
                "...",
                "1:, ..., 2"
            })
    void slicesReadWhatTheyPrint(String text) {
        Slice[] slices = Slice.parse(text);
        assertThat(Arrays.toString(slices)).isEqualTo("[" + text + "]");
        assertThat(Slice.parse(" " + text.replace(":", " : ") + " , ")).containsExactly(slices);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "1,,2",
                ". . .",
                "a:b",
                "1:2:3:4",
                "1::2:",
                "::0",
                "99999999999999999999:",
                "1.5:"
            })
    void otherTextsAreNoSlices(String text) {
        assertThatThrownBy(() -> Slice.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void slicesResolveAgainstLongLengths() {
        assertThat(Slice.every(3).resolve(Long.MAX_VALUE))
                .isEqualTo(new Slice.Range(0, Long.MAX_VALUE / 3 + 1, 3));
        assertThat(Slice.every(-1).resolve(Long.MAX_VALUE))
                .isEqualTo(new Slice.Range(Long.MAX_VALUE - 1, Long.MAX_VALUE, -1));
        assertThat(Slice.of(Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE).resolve(5))
                .isEqualTo(new Slice.Range(4, 1, Long.MIN_VALUE));
        assertThatThrownBy(() -> Slice.ALL.resolve(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void formatsKnowTheirSizeAndOrder() {
        assertThat(Format.parse("l").itemSize()).isEqualTo(8);
        assertThat(Format.parse("<l").itemSize()).isEqualTo(4);
        assertThat(Format.parse("@l")).isEqualTo(Format.LONG).hasToString("l");
        assertThat(Format.parse(">i").byteOrder()).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(Format.parse("!H").isNativeOrder())
                .isEqualTo(ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN);
        assertThat(Format.parse(">B").isNativeOrder()).isTrue();
        assertThat(Format.parse("c").isByte()).isTrue();
        assertThat(Format.parse("?").isByte()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "z", "<", "4 i", "<n", ">P", "i<", "  ", "é"})
    void otherTextsAreNoFormats(String text) {
        assertThatThrownBy(() -> Format.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void truthAndSingleBytesHaveTheirOwnValues() {
        byte[] data = {0, 1, 7};
        MemoryView truth = MemoryView.of(data).cast("?");
        assertThat(truth.toList()).containsExactly(false, true, true);
        truth.set(0, true);
        assertThat(data[0]).isEqualTo((byte) 1);
        assertThatThrownBy(() -> truth.set(0, 1)).isInstanceOf(ClassCastException.class);
        assertThat(truth.contentEquals(MemoryView.of(new double[] {1, 1, 1}))).isTrue();
        MemoryView single = MemoryView.of(data).cast("c");
        assertThat(single.get(2)).isEqualTo(Bytes.of(7));
        single.set(2, Bytes.of("x"));
        assertThat(data[2]).isEqualTo((byte) 'x');
        assertThatThrownBy(() -> single.set(2, Bytes.of("xy")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> single.set(2, 5)).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> single.getLong(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> single.getDouble(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MemoryView.of(new double[1]).getLong(0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
