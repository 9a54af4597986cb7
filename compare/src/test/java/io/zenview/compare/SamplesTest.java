package io.zenview.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() {
        Samples samples = Samples.of(5, 1, 100, 2, 3);

        assertThat(samples.median()).isEqualTo(3);
        assertThat(samples.min()).isEqualTo(1);
        assertThat(samples.max()).isEqualTo(100);
        assertThat(samples.values()).containsExactly(5.0, 1.0, 100.0, 2.0, 3.0);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Samples.of(4, 1, 2, 100).median()).isEqualTo(3);
        assertThat(Samples.of(7).median()).isEqualTo(7);
    }

    @Test
    void changesItsUnit() {
        assertThat(Samples.of(1, 2).map(s -> s * 1000)).isEqualTo(Samples.of(1000, 2000));
    }

    @Test
    void refusesToBeEmpty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Samples(List.of()))
                .withMessageContaining("no samples");
    }
}
