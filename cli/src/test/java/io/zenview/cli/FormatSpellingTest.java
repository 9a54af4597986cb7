package io.zenview.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatSpellingTest {
    /// What NumPy and `struct` take the same text for.
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "i4 ~ i",
                "<i4 ~ <i",
                ">i8 ~ >q",
                "=u2 ~ =H",
                "|u1 ~ B",
                "|b1 ~ ?",
                "? ~ ?",
                "f2 ~ e",
                ">f8 ~ >d",
                "S5 ~ 5s",
                "|S5 ~ 5s",
                "a3 ~ 3s",
                "V2 ~ 2s",
                ">U5 ~ >5w",
                "<c16 ~ T{<d:real:<d:imag:}",
                "float32 ~ f",
                "bool ~ ?",
                "uint64 ~ Q",
                "<M8[ns] ~ <q",
                "m8[25s] ~ q",
                "i4,f8 ~ ^id",
                "<i2, >f4, S3, ? ~ <h>f3s?",
                // A count in front is no size behind.
                "4i ~ 4i",
                "5s ~ 5s",
                "<i4s ~ <i4s",
                "i4sh:price: ~ i4sh:price:",
                "(2,3)d ~ (2,3)d",
                "i:a,b: ~ T{i:a,b:}",
            })
    void readsBothLanguages(String text, String format) {
        assertThat(FormatSpelling.parse(text).format())
                .isEqualTo(io.zenview.view.Format.parse(format));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "i3",
                "<",
                "q8",
                "S0",
                "U",
                "M8",
                "i8[ns]",
                "i4,",
                "i4,x4",
                "int",
                "O",
                "f16",
                "S9999999999"
            })
    void refusesTheRest(String text) {
        assertThatThrownBy(
                        () -> {
                            if (FormatSpelling.parse(text).format().itemSize() == 0) {
                                throw new IllegalArgumentException("no bytes");
                            }
                        })
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1000x3 | (1000, 3)",
                "1000,3 | (1000, 3)",
                "(1000, 3) | (1000, 3)",
                "[5,] | (5,)",
                "5 | (5,)",
                "* | (-1,)",
                "-1x3 | (-1, 3)",
                "3 X * | (3, -1)",
                "0x2 | (0, 2)",
                "() | ()",
            })
    void readsShapes(String text, String shape) {
        assertThat(ShapeSpelling.text(ShapeSpelling.parse(text).extents())).isEqualTo(shape);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "3x",
                "-2",
                "3.5",
                "1e3",
                "*,*",
                "3x-1x-1",
                "3 3",
                "99999999999999999999"
            })
    void refusesWhatIsNoShape(String text) {
        assertThatThrownBy(() -> ShapeSpelling.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("for example 1000x3");
    }
}
