package io.zenview.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A film that another program cuts while it is open is a clear error, whatever is looked up and
/// whichever compiler was at it. Each case runs in a JVM of its own, which might die.
class TruncatedFilmTest {
    @TempDir Path folder;

    /// Looks things up often, cuts the film, looks once more and prints what came of it.
    static final class Child {
        private static volatile long seen;

        public static void main(String[] args) throws IOException {
            Path file = Path.of(args[0]);
            int warmUp = Integer.parseInt(args[2]);
            try (Mp4Index index = Mp4Index.open(file)) {
                Random random = new Random(1);
                for (int i = 0; i < warmUp; i++) {
                    act(args[1], index, random);
                }
                try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    other.truncate(Long.parseLong(args[3]));
                }
                String outcome = "";
                // Some pages may still be where they were; tables of this film have hundreds.
                for (int i = 0; i < 200; i++) {
                    outcome = outcome(args[1], index, random);
                    if (!outcome.startsWith("answered")) {
                        break;
                    }
                }
                System.out.println(outcome);
            }
        }

        private static String outcome(String action, Mp4Index index, Random random) {
            try {
                act(action, index, random);
                return "answered " + seen;
            } catch (RuntimeException e) {
                return "exception " + e.getClass().getSimpleName() + " " + e.getMessage();
            } catch (Error e) {
                return "error " + e.getClass().getSimpleName() + " " + e.getMessage();
            }
        }

        private static void act(String action, Mp4Index index, Random random) {
            long frame = random.nextLong(index.frameCount());
            Track track = index.tracks().getFirst();
            seen =
                    switch (action) {
                        case "index" -> index.timecodeToIndex(index.start().plus(frame).toString());
                        case "frame" -> index.frame(frame).sample().offset();
                        case "time" -> index.frameAt(new MediaTime(frame, 60)).keyFrame().offset();
                        case "sample" -> track.sample(frame).offset();
                        case "keyFrame" -> track.keyFrameBefore(frame).offset();
                        default -> throw new IllegalArgumentException(action);
                    };
        }
    }

    private String run(String action, int warmUp, boolean fragments) throws Exception {
        Path file = folder.resolve("cut.mp4");
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(60, 60_000).uniform(1, 1).keyEvery(30).reorder(0);
        video.sizes[7] = 2;
        video.chunks = new int[] {1};
        film.sparse = true;
        long keep = 4096;
        if (fragments) {
            video.inMoov = 0;
            for (int i = 0; i < 60_000; i += 300) {
                film.fragments.add(
                        new WrittenFragment().add(new WrittenFragment.Part(video, i, i + 300)));
            }
        }
        film.write(file);
        Path output = folder.resolve("output");
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-XX:-CreateCoredumpOnCrash",
                                "-XX:ErrorFile=" + folder.resolve("crash"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Child.class.getName(),
                                file.toString(),
                                action,
                                Integer.toString(warmUp),
                                Long.toString(keep))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!child.waitFor(60, TimeUnit.SECONDS)) {
            child.destroyForcibly();
            throw new AssertionError(action + " did not end within 60 s");
        }
        String printed = Files.readString(output);
        assertThat(child.exitValue()).as(printed).isZero();
        return printed.strip();
    }

    @ParameterizedTest
    @CsvSource({
        "index, 0, false",
        "index, 20000, false",
        "frame, 0, false",
        "frame, 3000, false",
        "time, 3000, false",
        "sample, 20000, false",
        "keyFrame, 20000, false",
        "index, 3000, true",
        "frame, 0, true",
        "keyFrame, 3000, true",
    })
    void aCutFilmIsAClearError(String action, int warmUp, boolean fragments) throws Exception {
        assertThat(run(action, warmUp, fragments)).startsWith("exception ").contains("cut.mp4");
    }
}
