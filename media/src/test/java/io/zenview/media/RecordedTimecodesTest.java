package io.zenview.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// What ffmpeg counts, counted here: `record_timecodes.py` wrote it down.
class RecordedTimecodesTest {

    @Test
    void countsAsFfmpegDoes() throws IOException {
        int starts = 0;
        int followers = 0;
        FrameRate rate = FrameRate.of(1);
        long number = 0;
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        Objects.requireNonNull(
                                                getClass().getResourceAsStream("timecodes.gz"))),
                                StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                if (words[0].equals("label")) {
                    rate = FrameRate.parse(words[1]);
                    Timecode label = Timecode.parse(words[2], rate);
                    assertThat(label.frameNumber()).as(line).isEqualTo(Long.parseLong(words[3]));
                    assertThat(label).as(line).hasToString(words[4]);
                    starts++;
                } else if (words[0].equals("run")) {
                    rate = FrameRate.parse(words[1]);
                    number = Long.parseLong(words[2]);
                    assertThat(Timecode.parse(words[3], rate).frameNumber()).isEqualTo(number);
                } else {
                    // 00:01:00;02-29
                    int first = Integer.parseInt(line.substring(9, 11));
                    int last = Integer.parseInt(line.substring(12));
                    for (int frame = first; frame <= last; frame++) {
                        assertThat(Timecode.ofFrame(number, rate, true))
                                .hasToString("%s%02d".formatted(line.substring(0, 9), frame));
                        number++;
                        followers++;
                    }
                }
            }
        }
        assertThat(starts).isGreaterThan(150);
        assertThat(followers).isEqualTo(18_100 + 6000 + 6000);
    }
}
