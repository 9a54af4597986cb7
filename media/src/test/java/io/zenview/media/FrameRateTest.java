package io.zenview.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rates are exact fractions, however they are written.
class FrameRateTest {

    @Test
    void isInLowestTerms() {
        assertThat(new FrameRate(60_000, 2002)).isEqualTo(new FrameRate(30_000, 1001));
        assertThat(new FrameRate(600, 20)).isEqualTo(FrameRate.of(30));
        assertThat(new FrameRate(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(FrameRate.of(1));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-30000, 1001", "25, -1", "-9223372036854775808, 1"})
    void hasPositiveNumbers(long numerator, long denominator) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrameRate(numerator, denominator))
                .withMessageContaining(numerator + "/" + denominator);
    }

    @ParameterizedTest
    @CsvSource({
        "24, 24, 1, 24, 24",
        "25, 25, 1, 25, 25",
        "25.000, 25, 1, 25, 25",
        "23.976, 24000, 1001, 23.976, 24",
        "23.98, 24000, 1001, 23.976, 24",
        "29.97, 30000, 1001, 29.97, 30",
        "29.970, 30000, 1001, 29.97, 30",
        "30000/1001, 30000, 1001, 29.97, 30",
        "47.95, 48000, 1001, 47.952, 48",
        "47.952, 48000, 1001, 47.952, 48",
        "59.94, 60000, 1001, 59.94, 60",
        "119.88, 120000, 1001, 119.88, 120",
        "2997/100, 2997, 100, 2997/100, 30",
        "12.5, 25, 2, 12.5, 13",
        "14.985, 2997, 200, 14.985, 15",
        "15000/1001, 15000, 1001, 15000/1001, 15",
        "30.01, 3001, 100, 30.01, 30",
        "1/3, 1, 3, 1/3, 1",
        "0.1, 1, 10, 0.1, 1",
        "100, 100, 1, 100, 100",
        "999.4, 4997, 5, 999.4, 999",
        "1000, 1000, 1, 1000, 1000",
        "1000.5, 2001, 2, 1000.5, 1000",
        "1000000000, 1000000000, 1, 1000000000, 1000",
    })
    void isReadAndWritten(String text, long numerator, long denominator, String shown, int labels) {
        FrameRate rate = FrameRate.parse(text);
        assertThat(rate).isEqualTo(new FrameRate(numerator, denominator));
        assertThat(rate).hasToString(shown);
        assertThat(FrameRate.parse(shown)).isEqualTo(rate);
        assertThat(rate.labelsPerSecond()).isEqualTo(labels);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fast",
                "25fps",
                " 25",
                "-25",
                "+25",
                "0x19",
                "25/",
                "/25",
                "1/2/3",
                "25.",
                ".5",
                "1e3",
                "NaN",
                "Infinity",
                "٢٥",
                "25\n",
                "0",
                "0.0",
                "25/0",
                "9223372036854775808",
                "99999999999999999.999999999"
            })
    void refusesWhatIsNoRate(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameRate.parse(text))
                .withMessageContaining("frame rate")
                .withMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "2997/100, 29.97",
        "19001/634, 29.97",
        "30000/1001, 29.97",
        "600/25, 24",
        "24001/1001, 23.976",
        "29.999, 30",
        "30.0015, 30",
        "30.0016, 18751/625",
        "25.00125, 25",
        "25.00126, 25.00126",
        "5994/100, 59.94",
        "12.5, 12.5",
        "239.76, 239.76",
        "9223372036854775807/307445734561825860, 30"
    })
    void findsTheStandardRateThatIsMeant(String measured, String meant) {
        FrameRate rate = FrameRate.parse(measured);
        assertThat(rate.standard()).isEqualTo(FrameRate.parse(meant));
    }

    @ParameterizedTest
    @CsvSource({"29.97, 2", "59.94, 4", "23.976, 0", "30, 0", "60, 0", "119.88, 0", "47.952, 0"})
    void dropsAtTwoRatesOnly(String rate, int dropped) {
        assertThat(FrameRate.parse(rate).droppedPerMinute()).isEqualTo(dropped);
    }

    @Test
    void comparesExactly() {
        FrameRate most = FrameRate.of(Long.MAX_VALUE);
        FrameRate nearly = new FrameRate(Long.MAX_VALUE, Long.MAX_VALUE - 1);
        FrameRate least = new FrameRate(1, Long.MAX_VALUE);
        assertThat(most).isGreaterThan(nearly);
        assertThat(nearly).isGreaterThan(FrameRate.of(1));
        assertThat(least).isLessThan(nearly);
        Random dice = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            FrameRate one = any(dice);
            FrameRate other = any(dice);
            BigInteger left = big(one.numerator()).multiply(big(other.denominator()));
            BigInteger right = big(other.numerator()).multiply(big(one.denominator()));
            assertThat(one.compareTo(other))
                    .as("%s and %s", one, other)
                    .isEqualTo(left.compareTo(right));
            assertThat(FrameRate.parse(one.toString())).isEqualTo(one);
            assertThat(one.labelsPerSecond())
                    .isEqualTo(
                            big(one.numerator())
                                    .shiftLeft(1)
                                    .add(big(one.denominator()))
                                    .divide(big(one.denominator()).shiftLeft(1))
                                    .max(BigInteger.ONE)
                                    .min(BigInteger.valueOf(1000))
                                    .intValue());
        }
    }

    private static FrameRate any(Random dice) {
        return new FrameRate(
                Math.max(1, dice.nextLong() >>> (1 + dice.nextInt(62))),
                Math.max(1, dice.nextLong() >>> (1 + dice.nextInt(62))));
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }
}
