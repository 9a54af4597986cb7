package io.zenview.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// Whatever the text: a label or a rate that is written as it was read, or the one exception that
/// the documentation names, in printable words.
class TimecodeFuzzTest {
    private static final FrameRate[] RATES = {
        new FrameRate(24_000, 1001),
        FrameRate.of(25),
        new FrameRate(30_000, 1001),
        new FrameRate(60_000, 1001),
        FrameRate.of(120)
    };

    @FuzzTest(maxDuration = "3m")
    void labels(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        for (FrameRate rate : RATES) {
            label(text, rate);
        }
    }

    private static void label(String text, FrameRate rate) {
        Timecode label;
        try {
            label = Timecode.parse(text, rate);
        } catch (TimecodeException e) {
            refused(e, rate);
            return;
        }
        assertThat(label.dropFrame()).isEqualTo(text.charAt(8) != ':');
        assertThat(Timecode.parse(label.toString(), rate)).isEqualTo(label);
        long number = label.frameNumber();
        assertThat(number).isBetween(0L, Timecode.framesPerDay(rate, label.dropFrame()) - 1);
        assertThat(Timecode.ofFrame(number, rate, label.dropFrame())).isEqualTo(label);
        assertThat(Timecode.frameNumber(text, rate, label.dropFrame())).isEqualTo(number);
        assertThat(label.plus(number).framesSince(label)).isEqualTo(number);
    }

    private static void refused(TimecodeException refusal, FrameRate rate) {
        assertThat(refusal.getMessage()).matches("[ -~]+").hasSizeLessThan(500);
        refusal.next().ifPresent(next -> assertThat(Timecode.parse(next, rate)).hasToString(next));
    }

    @FuzzTest(maxDuration = "3m")
    void rates(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        FrameRate rate;
        try {
            rate = FrameRate.parse(text);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("frame rate");
            assertThat(e.getMessage()).matches("[ -~]+");
            return;
        }
        assertThat(FrameRate.parse(rate.toString())).isEqualTo(rate);
        assertThat(rate.standard().standard()).isEqualTo(rate.standard());
        assertThat(rate.labelsPerSecond()).isBetween(1, 1000);
        assertThat(rate.compareTo(rate.standard())).isBetween(-1, 1);
        long day = Timecode.framesPerDay(rate, false);
        Timecode last = Timecode.ofFrame(day - 1, rate, false);
        assertThat(last.frameNumber()).isEqualTo(day - 1);
        assertThat(last.toString()).startsWith("23:59:59:");
    }
}
