package io.zenview.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private final Settings defaults = Settings.defaults();

    @Test
    void beginsWithTheTalksNumbers() {
        assertThat(defaults.size()).isEqualTo(2_147_483_648L);
        assertThat(defaults.lengths()).containsExactly(100_000, 200_000, 300_000, 400_000, 500_000);
        assertThat(defaults.chunkSize()).isEqualTo(20 * 1024 * 1024);
        assertThat(defaults.numbers()).isEqualTo(1_000_000);
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withRounds(0))
                .withMessage("there can be 1 to 1000 rounds, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withSize(0))
                .withMessage("the size to send must be at least 1 byte, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withMemorySizes(List.of(5, 5), 100, 10, 10))
                .withMessage("lengths must ascend, not [5, 5]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withMemorySizes(List.of(5, 6), 100, 60, 10))
                .withMessageContaining(
                        "a chunk of 60 bytes must be at most half of the buffer of 100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withMemorySizes(List.of(5, 6), 100, 10, 9))
                .withMessage("at least 10 numbers are doubled, not 9");
    }

    @Test
    void theFilmsFileIsAGibibyteOrWhatIsAskedForButHasRoomForChunks() {
        assertThat(defaults.filmFileSize()).isEqualTo(1L << 30);
        assertThat(defaults.withSize(512 << 20).filmFileSize()).isEqualTo(512 << 20);
        assertThat(defaults.withSize(1).filmFileSize()).isEqualTo(80 << 20);
        assertThat(defaults.withSize(1).withMemorySizes(List.of(5, 6), 100, 10, 10).filmFileSize())
                .isEqualTo(64 << 10);
    }
}
