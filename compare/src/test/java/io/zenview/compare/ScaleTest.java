package io.zenview.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
    @Test
    void barsBeginAtZero() {
        Scale scale = Scale.fromZero(1.9);

        assertThat(scale.position(0)).isZero();
        assertThat(scale.position(0.95)).isCloseTo(0.5, within(1e-12));
        assertThat(scale.ticks(5)).containsExactly(0.0, 0.5, 1.0, 1.5);
    }

    @Test
    void decadesEncloseTheirValues() {
        Scale scale = Scale.decades(5e-9, 0.004);

        assertThat(scale.low()).isCloseTo(1e-9, within(1e-15));
        assertThat(scale.high()).isCloseTo(1e-2, within(1e-12));
        assertThat(scale.position(5e-9)).isBetween(0.0, 1.0);
        assertThat(scale.ticks(5)).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void valuesThatAreAPowerOfTenStillHaveAScale() {
        assertThat(Scale.decades(1, 1).position(1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.03, 0.99, 1, 7, 2048, 3e12})
    void hasFewTicksWithinIt(double max) {
        assertThat(Scale.fromZero(max).ticks(5))
                .hasSizeBetween(2, 6)
                .allMatch(tick -> tick >= 0 && tick <= max * (1 + 1e-9));
    }
}
