package io.zenview.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "1234.4|1,234",
                "99.96|100",
                "12.34|12.3",
                "9.999|10.0",
                "1.004|1.00",
                "0.2049|0.205",
                "0.00512|0.0051",
                "-3|-3.00"
            })
    void writesThreeDigits(double value, String text) {
        assertThat(Quantity.digits(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0234, 1.02 s",
        "0.99999, 1.00 s",
        "0.0049257, 4.93 ms",
        "0.000086, 86.0 µs",
        "0.000000025, 25.0 ns",
        "0.0000000003, 0.300 ns"
    })
    void writesTimesInAFittingUnit(double seconds, String text) {
        assertThat(Quantity.seconds(seconds)).isEqualTo(text);
    }

    @Test
    void writesARangeInTheUnitOfItsMedian() {
        assertThat(Quantity.seconds(Samples.of(1.1, 0.98, 1.02))).isEqualTo("1.02 s (0.980–1.10)");
        assertThat(Quantity.seconds(Samples.of(0.9, 1.1, 0.95))).isEqualTo("950 ms (900–1,100)");
        assertThat(Quantity.seconds(Samples.of(0.5))).isEqualTo("500 ms");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1 KiB",
        "20971520, 20 MiB",
        "20971536, 20.0 MiB",
        "1073741823, 1.00 GiB",
        "2147483648, 2 GiB",
        "9223372036854775807, 8 EiB"
    })
    void writesBytes(long bytes, String text) {
        assertThat(Quantity.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.209|0.21",
                "0.05|0.050",
                "2.49|2.5",
                "15.3|15",
                "163.7|164",
                "163761|164,000"
            })
    void writesFactors(double factor, String text) {
        assertThat(Quantity.factor(factor)).isEqualTo(text);
    }

    @Test
    void saysWhichIsFaster() {
        assertThat(Quantity.speed(1, 2.5)).isEqualTo("2.5 times as fast as");
        assertThat(Quantity.speed(1.5, 1)).isEqualTo("1.5 times as slow as");
        assertThat(Quantity.speed(1, 1.02)).isEqualTo("as fast as");
    }

    @Test
    void writesRoundValuesOnAxes() {
        assertThat(Quantity.round(3 * 0.1)).isEqualTo("0.3");
        assertThat(Quantity.round(200)).isEqualTo("200");
        assertThat(Quantity.roundSeconds(1e-5)).isEqualTo("10 µs");
        assertThat(Quantity.roundSeconds(1)).isEqualTo("1 s");
    }
}
