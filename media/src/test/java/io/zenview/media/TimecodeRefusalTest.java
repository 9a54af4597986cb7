package io.zenview.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said of labels that do not exist, and of texts that are none.
class TimecodeRefusalTest {
    private static final FrameRate PAL = FrameRate.of(25);
    private static final FrameRate NTSC = new FrameRate(30_000, 1001);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    25    | 01:09:14:28  | 01:09:15:00 | frame 28 does not exist at 25 frames per second; the next label is 01:09:15:00
                    23.976| 01:09:14:28  | 01:09:15:00 | frame 28 does not exist at 23.976 frames per second; the next label is 01:09:15:00
                    25    | 01:09:59:25  | 01:10:00:00 | frame 25 does not exist at 25 frames per second; the next label is 01:10:00:00
                    25    | 23:59:59:99  | 00:00:00:00 | frame 99 does not exist at 25 frames per second; the next label is 00:00:00:00
                    29.97 | 00:00:59;30  | 00:01:00;02 | frame 30 does not exist at 29.97 frames per second; the next label is 00:01:00;02
                    29.97 | 00:09:59;30  | 00:10:00;00 | frame 30 does not exist at 29.97 frames per second; the next label is 00:10:00;00
                    120   | 00:00:00:120 | 00:00:01:000| frame 120 does not exist at 120 frames per second; the next label is 00:00:01:000
                    29.97 | 00:01:00;00  | 00:01:00;02 | 29.97 drop-frame has no label 00:01:00;00: labels ;00 and ;01 are left out at the start of each minute but every tenth; the next is 00:01:00;02
                    29.97 | 23:59:00;01  | 23:59:00;02 | 29.97 drop-frame has no label 23:59:00;01: labels ;00 and ;01 are left out at the start of each minute but every tenth; the next is 23:59:00;02
                    59.94 | 00:09:00;03  | 00:09:00;04 | 59.94 drop-frame has no label 00:09:00;03: labels ;00 to ;03 are left out at the start of each minute but every tenth; the next is 00:09:00;04
                    25    | 01:02:60:00  | 01:03:00:00 | second 60 does not exist; the next label is 01:03:00:00
                    29.97 | 00:59:99;99  | 01:00:00;00 | second 99 does not exist; the next label is 01:00:00;00
                    29.97 | 00:58:60;00  | 00:59:00;02 | second 60 does not exist; the next label is 00:59:00;02
                    25    | 23:60:00:00  | 00:00:00:00 | minute 60 does not exist; the next label is 00:00:00:00
                    25    | 24:00:00:00  | 00:00:00:00 | hour 24 does not exist, a day has the hours 00 to 23; the next label is 00:00:00:00
                    25    | 01:00:00;10  | 01:00:00:10 | drop-frame counting exists at 29.97 and 59.94 frames per second only, not at 25; write 01:00:00:10
                    """)
    void namesTheNext(String rate, String label, String next, String message) {
        refused(() -> Timecode.parse(label, FrameRate.parse(rate)), label, next, message);
    }

    @Test
    void saysThatAFilmDoesNotDrop() {
        refused(
                () -> Timecode.frameNumber("01:00:00;00", NTSC, false),
                "01:00:00;00",
                "01:00:00:00",
                "01:00:00;00 is a label of drop-frame counting, and labels are not dropped here; write 01:00:00:00");
    }

    @Test
    void saysThatARateHasNoDropping() {
        ThrowingCallable[] calls = {
            () -> Timecode.frameNumber("01:00:00:00", PAL, true),
            () -> Timecode.parse("01:00:00:00", PAL, true),
            () -> Timecode.ofFrame(0, PAL, true),
            () -> Timecode.framesPerDay(PAL, true),
            () -> new Timecode(PAL, true, 1, 0, 0, 0)
        };
        for (ThrowingCallable call : calls) {
            assertThatExceptionOfType(TimecodeException.class)
                    .isThrownBy(call)
                    .withMessageStartingWith(
                            "drop-frame counting exists at 29.97 and 59.94 frames per second only, not at 25");
        }
    }

    @ParameterizedTest
    @CsvSource({"-1,0,0,0", "0,-1,0,0", "0,0,-1,0", "0,0,0,-1", "-2147483648,99,99,99"})
    void refusesNegativeNumbers(int hours, int minutes, int seconds, int frames) {
        TimecodeException refusal =
                refusal(() -> new Timecode(PAL, false, hours, minutes, seconds, frames));
        assertThat(refusal).hasMessageContaining("negative");
        assertThat(refusal.next()).isEmpty();
    }

    @Test
    void refusesHugeNumbers() {
        int huge = Integer.MAX_VALUE;
        assertThat(refusal(() -> new Timecode(PAL, false, huge, huge, huge, huge)).next())
                .contains("00:00:00:00");
        assertThat(refusal(() -> new Timecode(PAL, false, 1, huge, huge, huge)).next())
                .contains("02:00:00:00");
        assertThat(refusal(() -> new Timecode(PAL, false, 1, 2, huge, huge)).next())
                .contains("01:03:00:00");
        assertThat(refusal(() -> new Timecode(PAL, false, 1, 2, 3, huge)).next())
                .contains("01:02:04:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "1:02:03:04",
                "01:02:03",
                "01:02:03:4",
                "01:02:03:004",
                "01:02:03:04 ",
                " 01:02:03:04",
                "01;02;03;04",
                "01.02.03.04",
                "01:02:03/04",
                "01:02:03.456",
                "-1:02:03:04",
                "+1:02:03:04",
                "0a:02:03:04",
                "01:02:03:0:",
                "01:02:03:/0",
                "01:02:03::0",
                "٠١:٠٢:٠٣:٠٤",
                "０１:０２:０３:０４"
            })
    void saysWhatALabelLooksLike(String text) {
        TimecodeException refusal = refusal(() -> Timecode.parse(text, PAL));
        assertThat(refusal)
                .hasMessageContaining("is no label; one looks like 01:09:14:08: hours, minutes");
        assertThat(refusal.next()).isEmpty();
        assertThat(refusal(() -> Timecode.frameNumber(text, NTSC, true)))
                .hasMessageContaining("is no label");
    }

    /// One wrong character, wherever it stands.
    @Test
    void noticesEveryWrongCharacter() {
        for (FrameRate rate : new FrameRate[] {PAL, FrameRate.of(120)}) {
            String label = Timecode.ofFrame(0, rate, false).toString();
            for (int i = 0; i < label.length(); i++) {
                for (char c = 0; c < 256; c++) {
                    String changed = label.substring(0, i) + c + label.substring(i + 1);
                    boolean fits =
                            (i == 2 || i == 5)
                                    ? c == ':'
                                    : i == 8 ? ":;.,".indexOf(c) >= 0 : c >= '0' && c <= '9';
                    int digits = LabelText.digits(changed, rate.labelsPerSecond());
                    assertThat(digits >= 0).as("%s", changed).isEqualTo(fits);
                }
            }
        }
    }

    @Test
    void cutsOffWhatIsLongAndKeepsControlCharactersToItself() {
        TimecodeException refusal =
                refusal(() -> Timecode.parse("\u001b[2J\r\n\u0000é\ud83d".repeat(10_000), PAL));
        assertThat(refusal.label()).hasSizeLessThan(300).endsWith("...");
        assertThat(refusal.getMessage())
                .hasSizeLessThan(500)
                .startsWith("'\\u001b[2J\\u000d\\u000a\\u0000\\u00e9\\ud83d")
                .matches("[ -~]*");
    }

    /// What is said to exist does, and it is the next.
    @Test
    void namesLabelsThatExist() {
        FrameRate[] rates = {PAL, NTSC, new FrameRate(60_000, 1001)};
        Set<String> met = new HashSet<>();
        for (FrameRate rate : rates) {
            boolean drop = rate.droppedPerMinute() > 0;
            for (int minute = 0; minute < 1440; minute++) {
                for (int frame = 0; frame < 100; frame++) {
                    int second = frame % 2 == 0 ? 0 : 59;
                    String text = LabelText.of(30, drop, minute / 60, minute % 60, second, frame);
                    Timecode label;
                    try {
                        label = Timecode.parse(text, rate);
                    } catch (TimecodeException e) {
                        String next = e.next().orElseThrow();
                        met.add(next);
                        Timecode found = Timecode.parse(next, rate);
                        assertThat(found).hasToString(next);
                        // Nothing that exists is between the two; midnight begins a new day.
                        assertThat(found.plus(-1).toString()).isLessThan(text);
                        assertThat(next.compareTo(text) > 0).isEqualTo(found.frameNumber() > 0);
                        continue;
                    }
                    assertThat(label).hasToString(text);
                }
            }
        }
        assertThat(met).hasSizeGreaterThan(4000);
    }

    private static void refused(ThrowingCallable call, String label, String next, String message) {
        TimecodeException refusal = refusal(call);
        assertThat(refusal).hasMessage(message);
        assertThat(refusal.label()).isEqualTo(label);
        assertThat(refusal.next()).contains(next);
    }

    private static TimecodeException refusal(ThrowingCallable call) {
        return Objects.requireNonNull(catchThrowableOfType(TimecodeException.class, call));
    }
}
