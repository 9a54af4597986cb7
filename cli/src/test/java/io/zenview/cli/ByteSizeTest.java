package io.zenview.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4096, 4096",
        "17B, 17",
        "64K, 65536",
        "64k, 65536",
        "64KiB, 65536",
        "64 kib, 65536",
        "20M, 20971520",
        "20MiB, 20971520",
        "2G, 2147483648",
        "1.5G, 1610612736",
        "0.5K, 512",
        "1T, 1099511627776",
        "2P, 2251799813685248",
        "7E, 8070450532247928832",
        "' 3M ', 3145728",
        "9223372036854775807, 9223372036854775807",
        "0.0009765625K, 1",
    })
    void readsSizesInBinaryUnits(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "K", "x", "-1", "+1", "1,5G", "1..5G", "1.G", ".5G", "1KK", "0x10", "1 2",
                "1Z"
            })
    void refusesWhatIsNoSize(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage(
                        "'%s' is not a size; write bytes or a binary unit, for example 4096, 64K, 20M or 1.5G",
                        text);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, is no whole number of bytes",
        "0.3K, is no whole number of bytes",
        "8E, is more than a file can have",
        "9223372036854775808, is more than a file can have",
        "99999999999999999999999999T, is more than a file can have",
        "64KB, 'is ambiguous: a K or KiB is binary, KB may not be'",
    })
    void saysWhyItRefusesASize(String text, String why) {
        assertThatThrownBy(() -> ByteSize.parse(text))
                .hasMessageStartingWith("'" + text + "' " + why);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1 KiB",
        "1536, 1.5 KiB",
        "10240, 10 KiB",
        "1023488, 0.98 MiB",
        "1048576, 1 MiB",
        "2147483648, 2 GiB",
        "2147483647, 2 GiB",
        "1610612736, 1.5 GiB",
        "9223372036854775807, 8 EiB",
    })
    void isShownWithThreeDigits(long bytes, String text) {
        assertThat(new ByteSize(bytes)).hasToString(text);
    }
}
