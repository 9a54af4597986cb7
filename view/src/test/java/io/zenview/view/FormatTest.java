package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
    private static final Format TRADE = Format.parse("<I4sh:price:");

    @Test
    void aRecordNamesItsFieldsOffsetsAndShapes() {
        Format format = Format.parse("T{<i:a:2x(2,3)d:m:4h:c:w}");
        assertThat(format.isRecord()).isTrue();
        assertThat(format.code()).isEqualTo('T');
        assertThat(format.itemSize()).isEqualTo(66);
        assertThat(format.alignment()).isEqualTo(1);
        assertThat(format.fields())
                .containsExactly(
                        new Format.Field("a", Format.parse("<i"), 0, List.of()),
                        new Format.Field("m", Format.parse("<d"), 6, List.of(2L, 3L)),
                        new Format.Field("c", Format.parse("<h"), 54, List.of(4L)),
                        new Format.Field("f0", Format.parse("<w"), 62, List.of()));
        assertThat(format.field("m")).isEqualTo(format.fields().get(1));
        assertThat(Format.LONG.isRecord()).isFalse();
        assertThat(Format.LONG.fields()).isEmpty();
    }

    @Test
    void anUnknownFieldNamesTheKnownOnes() {
        assertThatThrownBy(() -> TRADE.field("prize"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'prize'")
                .hasMessageContaining("f0, f1, price");
        assertThatThrownBy(() -> Format.parse("30i").field("x"))
                .hasMessageContaining("f19, … (30 in all)");
        assertThatThrownBy(() -> Format.INT.field("x")).hasMessageContaining("no record");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    @i                | i
                    ^i                | i
                    !H                | >H
                    1i                | i
                    1s                | s
                    i0i               | i
                    iii               | 3i
                    bxxxi             | bi
                    b3xi              | bi
                    <bxxxi            | <b3xi
                    ^bi               | ^bi
                    <b<i              | <bi
                    b<i               | <bi
                    < b i             | <bi
                    ib3x              | ib3x
                    T{ib}             | ib3x
                    T{i}              | T{i}
                    T{i:a:b:b:}       | T{i:a:b:b:}
                    i:a:b:b:          | T{^i:a:b:b:}
                    i:a:b:b:xxx       | T{i:a:b:b:}
                    T{i:f0:b:f1:}     | ib3x
                    i:f1:b            | T{^i:f1:b:f0:}
                    3h:a:             | T{(3)h:a:}
                    (2)3h             | (2,3)h
                    ( 2 , 3 ) d       | (2,3)d
                    >(2)i             | (2)>i
                    3x:v:h            | T{3s:v:h}
                    Zd                | T{d:real:d:imag:}
                    T{T{>i:a:}:b:i:c:} | T{T{>i:a:}:b:i:c:}
                    5w3s              | 5w3s
                    3s3s              | 3s3s
                    q0w               | q0w
                    """)
    void theNormalFormIsReadBackAsAnEqualFormat(String text, String normal) {
        Format format = Format.parse(text);
        assertThatObject(format).hasToString(normal);
        assertThatObject(Format.parse(normal)).isEqualTo(format).hasSameHashCodeAs(format);
    }

    @ParameterizedTest
    @CsvSource({
        "ib, T{i:a:b:b:}",
        "bi, ^bi",
        "i, <i",
        "i, T{i}",
        "2i, i",
        "3s, 3p",
        "i:a:, i:b:",
        "ix, i2x"
    })
    void otherMeaningsAreOtherFormats(String one, String other) {
        assertThatObject(Format.parse(one)).isNotEqualTo(Format.parse(other));
    }

    @Test
    void mixedOrdersAreNotNative() {
        assertThat(Format.parse(">i:a:b").byteOrder()).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(Format.parse(">iT{bb}").byteOrder()).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(Format.parse("<i>i").isNativeOrder()).isFalse();
        assertThat(Format.parse("<iT{<h>i}").isNativeOrder()).isFalse();
        assertThat(Format.parse(">3s>b").isNativeOrder()).isTrue();
        assertThat(Format.parse("id").isNativeOrder()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "i, 4",
        "<i, 1",
        "b, 1",
        "5w, 4",
        "5s, 1",
        "bi, 4",
        "^bi, 1",
        "T{bT{hd}}, 8",
        "b(2)h:a:, 2",
        "<i@h, 2"
    })
    void alignmentIsThatOfTheNativeValues(String text, int alignment) {
        assertThat(Format.parse(text).alignment()).isEqualTo(alignment);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    4                        | position 1
                    4 i                      | position 1
                    i:a                      | position 2
                    i::                      | position 2: expected a name
                    i:a:h:a:                 | position 6: the name 'a' is taken
                    T{i                      | position 3
                    i}                       | position 1
                    T i                      | position 1: expected {
                    (2)                      | position 3
                    (2,)i                    | position 3
                    (-1)i                    | position 1
                    i<                       | position 2
                    <>i                      | position 1
                    <n                       | native order only
                    Zq                       | position 1: expected f or d
                    g                        | long double
                    O                        | Python object
                    999999999i               | larger than 2147483647
                    999999999b               | more than 65536 values
                    9999999999999999999999b  | position 0
                    (99999999999999999999)b  | position 1
                    (65536,65536)b           | larger than 2147483647
                    (0,99999999999)b         | position 3
                    600000000w               | larger than 2147483647
                    b2147483647s             | larger than 2147483647
                    T{40000b}T{40000b}       | position 11: more than 65536 values
                    (60000)T{(60000)0s}      | values without bytes
                    1000T{b(1000)0s}         | values without bytes
                    (1000000,0)i             | values without bytes
                    """)
    void hostileAndWrongTextsAreRefusedWithPositionAndReason(String text, String reason) {
        assertThatThrownBy(() -> Format.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text)
                .hasMessageContaining(reason);
    }

    @Test
    void textsAndNestingHaveLimits() {
        assertThatThrownBy(() -> Format.parse("b".repeat(65_537)))
                .hasMessageContaining("65537 characters");
        assertThat(Format.parse("b".repeat(65_536))).hasToString("65536b");
        assertThat(Format.parse("T{".repeat(64) + "i" + "}".repeat(64)).itemSize()).isEqualTo(4);
        assertThatThrownBy(() -> Format.parse("T{".repeat(65) + "i" + "}".repeat(65)))
                .hasMessageContaining("64 deep");
        assertThatThrownBy(() -> Format.parse("T{".repeat(30_000))).hasMessageContaining("64 deep");
        String dimensions = "(1" + ",1".repeat(63) + ")b";
        assertThatThrownBy(() -> Format.parse(dimensions)).hasMessageContaining("64 deep");
        // A short at an odd offset makes this no C struct: all pads would have to be written out.
        assertThatThrownBy(() -> Format.parse("^b@" + "bi".repeat(20_000) + "b^h"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("normal form");
    }

    @Test
    @Timeout(10)
    void recordsThatDoubleAtEachLevelCostNoMoreThanTheirText() {
        String text = "2T{".repeat(30) + "b" + "}".repeat(30);
        Format one = Format.parse(text);
        assertThat(one.itemSize()).isEqualTo(1 << 30);
        assertThatObject(one).isEqualTo(Format.parse(text)).hasToString(text);
        assertThat(Values.sameBitsMeanEqual(one)).isTrue();
    }

    @Test
    void whateverIsReadIsReadBackFromItsNormalForm() {
        Random random = new Random(11);
        String[] parts = {
            "b", "i", "d", "h", "3s", "2w", "x", "3x", "T{", "}", ":a:", ":b:", ":f0:", ":f2:", "2",
            "(2)", "(1,3)", "<", ">", "@", "^", "=", "0", " ", "p", "q", "?", "c"
        };
        int read = 0;
        for (int i = 0; i < 40_000; i++) {
            StringBuilder text = new StringBuilder();
            int open = 0;
            for (int n = random.nextInt(1, 10); n > 0; n--) {
                String part = parts[random.nextInt(parts.length)];
                open += part.equals("T{") ? 1 : part.equals("}") ? -1 : 0;
                text.append(part);
            }
            text.append("}".repeat(Math.max(open, 0)));
            Format format;
            try {
                format = Format.parse(text.toString());
            } catch (IllegalArgumentException refused) {
                continue;
            }
            read++;
            Format again = Format.parse(format.toString());
            assertThat(again.itemSize()).as(text + " -> " + format).isEqualTo(format.itemSize());
            assertThat(again.fields()).as(text + " -> " + format).isEqualTo(format.fields());
            assertThatObject(again)
                    .as(text.toString())
                    .isEqualTo(format)
                    .hasToString(format.toString());
        }
        assertThat(read).isGreaterThan(5_000);
    }

    @Test
    void recordsAreMadeOfFieldsAndPadding() {
        Format made =
                Format.record(
                        List.of(
                                new Format.Field("a", Format.parse("<b"), 1, List.of()),
                                new Format.Field("b", Format.parse("<i"), 4, List.of(2L))),
                        16);
        assertThatObject(made)
                .hasToString("T{x<b:a:2x(2)i:b:4x}")
                .isEqualTo(Format.parse("x<b:a:2x(2)i:b:4x"));
        assertThatObject(Format.record(List.of(), 3)).hasToString("3x");
        Format.Field a = new Format.Field("a", Format.INT, 0, List.of());
        Format.Field late = new Format.Field("b", Format.INT, 2, List.of());
        assertThatThrownBy(() -> Format.record(List.of(a, late), 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'b' at offset 2");
        assertThatThrownBy(() -> Format.record(List.of(a), 3)).hasMessageContaining("ends at 0");
        assertThatThrownBy(() ->
                        Format.record(
                                List.of(a, new Format.Field("a", Format.INT, 4, List.of())), 8))
                .hasMessageContaining("two fields are called 'a'");
        assertThatThrownBy(() -> new Format.Field("a:b", Format.INT, 0, List.of()))
                .hasMessageContaining("'a:b'");
    }

    @Test
    void aRecordIsStoredAsAWholeOrNotAtAll() {
        byte[] memory = new byte[20];
        Arrays.fill(memory, (byte) 0x55);
        byte[] before = memory.clone();
        MemoryView view = MemoryView.of(memory).cast(TRADE);
        assertThatThrownBy(() -> view.set(1, List.of(1L, Bytes.of("abcd"), 40_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("field 'price'")
                .hasMessageContaining("40000");
        assertThatThrownBy(() -> view.set(1, List.of(1L, "abcd", 4)))
                .isInstanceOf(ClassCastException.class)
                .hasMessageContaining("field 'f1'");
        assertThatThrownBy(() -> view.set(1, List.of(1L, Bytes.of("abcde"), 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("length 5");
        assertThatThrownBy(() -> view.set(1, List.of(1L, Bytes.of("abcd"))))
                .hasMessageContaining("3 values")
                .hasMessageContaining("not of 2");
        assertThatThrownBy(() -> view.set(1, 7L))
                .isInstanceOf(ClassCastException.class)
                .hasMessageContaining("field(name)");
        assertThatThrownBy(() -> view.setLong(1, 7)).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> view.setDouble(1, 7)).isInstanceOf(ClassCastException.class);
        assertThat(memory).isEqualTo(before);
        view.set(1, List.of(1L, Bytes.of("ab"), -2));
        assertThat(view.get(1)).isEqualTo(List.of(1L, Bytes.of(97, 98, 0, 0), -2L));
        assertThat(Arrays.copyOf(memory, 10)).isEqualTo(Arrays.copyOf(before, 10));
        assertThatThrownBy(() -> view.getLong(0)).hasMessageContaining("field(\"f0\")");
        assertThatThrownBy(() -> view.getDouble(0)).hasMessageContaining("field(\"f0\")");
    }

    @Test
    void paddingIsNeverWritten() {
        byte[] memory = new byte[12];
        Arrays.fill(memory, (byte) 0x55);
        MemoryView view = MemoryView.of(memory).cast("<T{bxh}(2)T{bx}4x");
        view.set(0, List.of(List.of(0L, 0L), List.of(List.of(0L), List.of(0L))));
        assertThat(memory).containsExactly(0, 0x55, 0, 0, 0, 0x55, 0, 0x55, 0x55, 0x55, 0x55, 0x55);
    }

    @Test
    void recordsAreImmutableLists() {
        MemoryView view = MemoryView.of(new byte[8]).cast("(2)hi");
        List<?> read = (List<?>) view.get(0);
        assertThat(read).isEqualTo(List.of(List.of(0L, 0L), 0L));
        assertThatThrownBy(() -> Collections.reverse(read))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> view.set(0, List.of(List.of(1L), 0L)))
                .hasMessageContaining("dimension 0 has 2 entries");
        assertThatThrownBy(() -> view.set(0, List.of(1L, 0L)))
                .isInstanceOf(ClassCastException.class)
                .hasMessageContaining("field 'f0'");
    }

    @Test
    void bytesAreNeverCutOffWhereCPythonDoesSo() {
        // struct.pack('3s', b'abcd') is b'abc' and struct.pack('3p', b'abc') is b'\x02ab'.
        byte[] memory = new byte[3];
        MemoryView s = MemoryView.of(memory).cast("3s");
        assertThatThrownBy(() -> s.set(0, Bytes.of("abcd"))).hasMessageContaining("at most 3");
        MemoryView p = MemoryView.of(memory).cast("3p");
        assertThatThrownBy(() -> p.set(0, Bytes.of("abc"))).hasMessageContaining("at most 2");
        MemoryView large = MemoryView.of(new byte[300]).cast("300p");
        assertThatThrownBy(() -> large.set(0, Bytes.zeros(256))).hasMessageContaining("255");
        assertThat(memory).containsOnly(0);
        p.set(0, Bytes.of("ab"));
        assertThat(memory).containsExactly(2, 'a', 'b');
        memory[0] = 9;
        assertThat(p.get(0)).isEqualTo(Bytes.of("ab"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<3w", ">3w", "3w"})
    void textIsStoredInCodePoints(String format) {
        byte[] memory = new byte[12];
        MemoryView view = MemoryView.of(memory).cast(format);
        view.set(0, "é\uD83D\uDE00");
        assertThat(view.get(0)).isEqualTo("é\uD83D\uDE00");
        assertThat(MemoryView.of(memory).cast(format.replace("3w", "I")).toList())
                .containsExactly(0xE9L, 0x1F600L, 0L);
        assertThatThrownBy(() -> view.set(0, "abcd")).hasMessageContaining("4 code points");
        assertThatThrownBy(() -> view.set(0, "a\uD83D")).hasMessageContaining("surrogate");
        assertThatThrownBy(() -> view.set(0, 1L)).isInstanceOf(ClassCastException.class);
        assertThat(view.get(0)).isEqualTo("é\uD83D\uDE00");
        Arrays.fill(memory, (byte) 0x7F);
        assertThatThrownBy(() -> view.get(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0x7f7f7f7f");
    }

    @Test
    void recordsAreEqualWhenTheirValuesAreWhateverLiesBetween() {
        MemoryView a = MemoryView.of(new byte[] {1, 77, 2, 0}).cast("<bxh");
        MemoryView b = MemoryView.of(new byte[] {1, 0, 2, 0}).cast("<bxh");
        MemoryView c = MemoryView.of(new byte[] {1, 0, 3, 0}).cast("<bxh");
        assertThat(a.contentEquals(b)).isTrue();
        assertThat(a.contentEquals(c)).isFalse();
        MemoryView zero = MemoryView.of(new float[] {0f, Float.NaN}).cast("B").cast("T{f}");
        MemoryView minus = MemoryView.of(new float[] {-0f, 1f}).cast("B").cast("T{f}");
        assertThat(zero.slice(0, 1).contentEquals(minus.slice(0, 1))).isTrue();
        assertThat(zero.contentEquals(zero)).isFalse();
        MemoryView p = MemoryView.of(new byte[] {1, 7, 8}).cast("3p");
        assertThat(p.contentEquals(MemoryView.of(new byte[] {1, 7, 9}).cast("3p"))).isTrue();
    }

    @Test
    void bitsDecideOnlyWhereEachOfThemCounts() {
        assertThat(List.of("i", "T{i:a:4s:b:}^T{i}", "4i", "5w", "<T{h(2)q}"))
                .allMatch(text -> Values.sameBitsMeanEqual(Format.parse(text)));
        assertThat(
                        List.of(
                                "d",
                                "?",
                                "3p",
                                "ix",
                                "bi",
                                "T{T{bx}}i",
                                "i(2)f",
                                "T{T{?}}",
                                "Zd",
                                "T{ib}"))
                .noneMatch(text -> Values.sameBitsMeanEqual(Format.parse(text)));
    }

    @Test
    void listsAreEqualAsPythonsAre() {
        assertThat(Values.equal(List.of(1L, List.of(2.0)), List.of(1.0, List.of(2L)))).isTrue();
        assertThat(Values.equal(List.of(true, "a"), List.of(1L, "a"))).isTrue();
        assertThat(Values.equal(List.of(1L), List.of(1L, 2L))).isFalse();
        assertThat(Values.equal(List.of(1L), 1L)).isFalse();
        assertThat(Values.equal(List.of(Double.NaN), List.of(Double.NaN))).isFalse();
        assertThat(Values.equal(Bytes.of("a"), "a")).isFalse();
        BigInteger large = BigInteger.ONE.shiftLeft(63);
        assertThat(Values.equal(List.of(large), List.of(0x1p63))).isTrue();
    }
}
