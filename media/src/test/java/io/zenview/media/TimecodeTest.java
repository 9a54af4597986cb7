package io.zenview.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Labels and the frames that they stand for.
class TimecodeTest {
    private static final FrameRate PAL = FrameRate.of(25);
    private static final FrameRate NTSC = new FrameRate(30_000, 1001);
    private static final FrameRate NTSC_60 = new FrameRate(60_000, 1001);

    @ParameterizedTest
    @CsvSource({
        "01:09:14:28, 30, 124648",
        "01:09:14:28, 29.97, 124648",
        "01:09:14;28, 29.97, 124522",
        "01:09:14:28, 50, 207728",
        "01:09:14:28, 59.94, 249268",
        "01:09:14;28, 59.94, 249016",
        "00:00:00:00, 24, 0",
        "00:00:59;29, 29.97, 1799",
        "00:01:00;02, 29.97, 1800",
        "00:10:00;00, 29.97, 17982",
        "10:00:00;00, 29.97, 1078920",
        "00:00:59;59, 59.94, 3599",
        "00:01:00;04, 59.94, 3600",
        "00:10:00;00, 59.94, 35964",
        "23:59:59;29, 29.97, 2589407",
        "23:59:59:23, 23.976, 2073599",
        "00:00:01:119, 120, 239",
        "00:00:01:099, 100, ",
        "00:00:01:99, 100, 199",
        "23:59:59:999, 1000000000, 86399999",
        "00:00:09:00, 0.1, 9"
    })
    void standForFrames(String text, String framesPerSecond, Long number) {
        FrameRate rate = FrameRate.parse(framesPerSecond);
        if (number == null) {
            assertThatExceptionOfType(TimecodeException.class)
                    .isThrownBy(() -> Timecode.parse(text, rate));
            return;
        }
        Timecode label = Timecode.parse(text, rate);
        assertThat(label.frameNumber()).isEqualTo(number);
        assertThat(label).hasToString(text);
        assertThat(Timecode.ofFrame(number, rate, label.dropFrame())).isEqualTo(label);
        assertThat(Timecode.frameNumber(text, rate, label.dropFrame())).isEqualTo(number);
        assertThat(Timecode.parse(text, rate, label.dropFrame())).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({
        "29.97, true, 2589408",
        "59.94, true, 5178816",
        "29.97, false, 2592000",
        "59.94, false, 5184000",
        "23.976, false, 2073600",
        "25, false, 2160000",
        "1000000000, false, 86400000"
    })
    void fillADay(String rate, boolean drop, long frames) {
        assertThat(Timecode.framesPerDay(FrameRate.parse(rate), drop)).isEqualTo(frames);
    }

    /// Every label of a day, counted up as a clock does it that knows nothing of formulas.
    @ParameterizedTest
    @CsvSource({"29.97, true", "59.94, true", "24, false", "25, false"})
    void goThereAndBackAllDay(String text, boolean drop) {
        FrameRate rate = FrameRate.parse(text);
        int labels = rate.labelsPerSecond();
        int dropped = drop ? labels / 15 : 0;
        char[] label = "00:00:00:00".toCharArray();
        CharSequence written = java.nio.CharBuffer.wrap(label);
        label[8] = drop ? ';' : ':';
        long number = 0;
        for (int minute = 0; minute < 1440; minute++) {
            digits(label, 0, minute / 60);
            digits(label, 3, minute % 60);
            for (int second = 0; second < 60; second++) {
                digits(label, 6, second);
                int first = second == 0 && minute % 10 != 0 ? dropped : 0;
                for (int frame = first; frame < labels; frame++) {
                    digits(label, 9, frame);
                    Timecode back = Timecode.ofFrame(number, rate, drop);
                    if (Timecode.frameNumber(written, rate, drop) != number
                            || back.frameNumber() != number
                            || back.hours() * 60 + back.minutes() != minute
                            || back.seconds() != second
                            || back.frames() != frame) {
                        Assertions.fail("frame %d is %s, and not %s", number, written, back);
                    }
                    number++;
                }
            }
        }
        assertThat(number).isEqualTo(Timecode.framesPerDay(rate, drop));
        assertThat(Timecode.ofFrame(number, rate, drop)).isEqualTo(Timecode.ofFrame(0, rate, drop));
    }

    private static void digits(char[] label, int at, int number) {
        label[at] = (char) ('0' + number / 10);
        label[at + 1] = (char) ('0' + number % 10);
    }

    @Test
    void areTakenAsDropFrameWithAColonWhereThatIsKnown() {
        assertThat(Timecode.parse("00:10:00:00", NTSC, true))
                .hasToString("00:10:00;00")
                .extracting(Timecode::frameNumber)
                .isEqualTo(17_982L);
        assertThat(Timecode.frameNumber("00:10:00:00", NTSC, false)).isEqualTo(18_000);
        assertThat(Timecode.frameNumber("00:10:00:00", NTSC, true)).isEqualTo(17_982);
        assertThat(Timecode.parse("00:10:00.00", NTSC)).hasToString("00:10:00;00");
        assertThat(Timecode.parse("00:10:00,00", NTSC)).hasToString("00:10:00;00");
    }

    @Test
    void haveTwoOrThreeDigitsOfFramesAtHighRates() {
        FrameRate fast = FrameRate.of(120);
        assertThat(Timecode.parse("00:00:00:07", fast)).hasToString("00:00:00:007");
        assertThat(Timecode.parse("00:00:00:107", fast).frames()).isEqualTo(107);
        assertThat(Timecode.ofFrame(1007, FrameRate.of(1000), false)).hasToString("00:00:01:007");
    }

    @Test
    void goAroundAtMidnight() {
        Timecode last = Timecode.parse("23:59:59;29", NTSC);
        Timecode first = Timecode.parse("00:00:00;00", NTSC);
        assertThat(last.plus(1)).isEqualTo(first);
        assertThat(first.plus(-1)).isEqualTo(last);
        assertThat(first.framesSince(last)).isEqualTo(1);
        assertThat(last.framesSince(first)).isEqualTo(2_589_407);
        assertThat(last).isGreaterThan(first);
        assertThat(Timecode.ofFrame(-1, NTSC, true)).isEqualTo(last);
        assertThat(Timecode.ofFrame(3 * 2_589_408L + 1799, NTSC, true))
                .hasToString("00:00:59;29")
                .extracting(label -> label.plus(1).toString())
                .isEqualTo("00:01:00;02");
        long most = Long.MAX_VALUE;
        assertThat(last.plus(most).frameNumber()).isEqualTo((most % 2_589_408 - 1));
        assertThat(last.plus(Long.MIN_VALUE).plus(most).plus(1)).isEqualTo(last);
    }

    @Test
    void addUpWhateverTheNumbers() {
        Random dice = new Random(20261126);
        FrameRate[] rates = {PAL, NTSC, NTSC_60, FrameRate.of(120), FrameRate.of(3_000_000_000L)};
        for (int i = 0; i < 50_000; i++) {
            FrameRate rate = rates[dice.nextInt(rates.length)];
            boolean drop = rate.droppedPerMinute() > 0 && dice.nextBoolean();
            long day = Timecode.framesPerDay(rate, drop);
            Timecode label = Timecode.ofFrame(dice.nextLong(), rate, drop);
            long count = dice.nextLong() >> dice.nextInt(64);
            Timecode later = label.plus(count);
            assertThat(later.framesSince(label)).isEqualTo(Math.floorMod(count, day));
            assertThat(later.plus(-(count % day))).isEqualTo(label);
            assertThat(Integer.signum(label.compareTo(later)))
                    .isEqualTo(Long.signum(label.frameNumber() - later.frameNumber()));
            assertThat(Timecode.parse(label.toString(), rate)).isEqualTo(label);
        }
    }

    @Test
    void areComparedWithTheirLikesOnly() {
        Timecode drop = Timecode.parse("01:00:00;00", NTSC);
        Timecode other = Timecode.parse("01:00:00:00", NTSC);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> drop.compareTo(other))
                .withMessage(
                        "01:00:00;00 at 29.97 drop-frame and 01:00:00:00 at 29.97 non-drop count different frames");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.framesSince(Timecode.parse("01:00:00:00", PAL)))
                .withMessageContaining("at 25 count");
    }

    /// As issue 5's reader meets it a billion times: no garbage is left behind.
    @Test
    void numbersAreReadWithoutObjects() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        org.junit.jupiter.api.Assumptions.assumeTrue(
                threads.isThreadAllocatedMemorySupported(),
                "This JVM does not tell what a thread allocates");
        threads.setThreadAllocatedMemoryEnabled(true);
        String[] labels = {"01:09:14;28", "00:00:59:29", "23:59:59.04", "10:10:00,00"};
        CharSequence changing = java.nio.CharBuffer.wrap("01:09:14:28".toCharArray());
        long sum = 0;
        long allocated = Long.MAX_VALUE;
        int calls = 200_000;
        for (int round = 0; round < 6; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < calls; i++) {
                sum += Timecode.frameNumber(labels[i & 3], NTSC, true);
                sum += Timecode.frameNumber(changing, PAL_60, false);
            }
            // Rounds in which the compiler changed its mind may show something of their own.
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(sum).isPositive();
        assertThat(allocated).as("bytes of %d calls", 2 * calls).isLessThan(1024);
    }

    private static final FrameRate PAL_60 = FrameRate.of(60);
}
