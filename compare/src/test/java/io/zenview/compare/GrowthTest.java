package io.zenview.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthTest {
    private static final double[] SIZES = {100_000, 200_000, 300_000, 400_000, 500_000};

    @ParameterizedTest
    @CsvSource({
        "0, n^0.00 (constant)",
        "1, n^1.00 (linear)",
        "1.5, n^1.50",
        "2, n^2.00 (quadratic)",
        "3, n^3.00 (cubic)",
        "4, n^4.00",
        "-1, n^-1.00"
    })
    void findsTheExponentOfAPower(double exponent, String text) {
        Growth growth = fit(n -> 3e-9 * Math.pow(n, exponent));

        assertThat(growth.exponent()).isCloseTo(exponent, within(1e-9));
        assertThat(growth).hasToString(text);
    }

    @Test
    void findsTheExponentsOfTheTalksTables() {
        Growth bytes = Growth.fit(SIZES, new double[] {0.24, 0.91, 1.62, 2.64, 4.33});
        Growth memoryview = Growth.fit(SIZES, new double[] {0.02, 0.03, 0.05, 0.07, 0.08});

        assertThat(bytes.name()).contains("quadratic");
        assertThat(memoryview.name()).contains("linear");
    }

    @Test
    void isNotMovedFarByAConstantPart() {
        Growth growth = fit(n -> 1e-9 * n * n + 0.1);

        assertThat(growth.name()).contains("quadratic");
    }

    @Test
    void refusesWhatHasNoGrowth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Growth.fit(new double[] {5, 5}, new double[] {1, 2}))
                .withMessageContaining("two different sizes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Growth.fit(new double[] {1, 2}, new double[] {0, 2}))
                .withMessageContaining("above zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Growth.fit(new double[] {1, 2}, new double[] {1}))
                .withMessage("2 sizes do not go with 1 costs");
    }

    private static Growth fit(DoubleUnaryOperator cost) {
        return Growth.fit(SIZES, Arrays.stream(SIZES).map(cost).toArray());
    }
}
