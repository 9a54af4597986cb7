package io.zenview.server;

import static io.zenview.server.Uploads.bytes;
import static io.zenview.server.Uploads.leftovers;
import static io.zenview.server.Uploads.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Processes that end in the midst of uploads, and what the next one finds.
@Timeout(120)
class UploadCrashTest {
    private static final int ROUNDS = 15;

    @TempDir private Path root;

    @Test
    void killedAtAnyPointAnUploadGoesOn() throws Exception {
        Random random = new Random(42);
        for (int round = 0; round < ROUNDS; round++) {
            Path fresh = Files.createDirectory(root.resolve("round" + round));
            Process victim = start(fresh);
            List<String> said = new ArrayList<>();
            try (BufferedReader output = victim.inputReader()) {
                int lines = 1 + random.nextInt(80);
                for (int i = 0; i < lines; i++) {
                    said.add(output.readLine());
                }
                // The handle leaves the pipe open; the process would close it.
                victim.toHandle().destroyForcibly();
                // What it said before it died counts, too.
                output.lines().forEach(said::add);
            } finally {
                victim.destroyForcibly();
            }
            assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(victim.exitValue()).isEqualTo(137);
            check(fresh, said);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PART_CREATED,none",
        "STATE_WRITTEN,none",
        "PART_FORCED,none",
        "STATE_FINISHED,none",
        "LINKED,absent",
        "NAMED,none",
        "NAMED,absent",
        "NAME_FORCED,none"
    })
    void endedAfterAStepAnUploadGoesOn(String step, String precondition) throws Exception {
        Process victim = start(root, step, precondition);
        List<String> said = victim.inputReader().lines().toList();
        assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(victim.exitValue()).isEqualTo(1);
        check(root, said);
    }

    @ParameterizedTest
    @EnumSource(UploadStep.class)
    void aStepThatFailsLeavesTheOldFileOrTheNewOne(UploadStep failing) throws Exception {
        boolean[] armed = {false};
        UploadStep.Observer observer =
                step -> {
                    if (armed[0] && step == failing) {
                        throw new IOException("failed after " + step);
                    }
                };
        Files.writeString(root.resolve("f"), "old");
        Precondition precondition =
                failing == UploadStep.LINKED ? Precondition.ABSENT : Precondition.NONE;
        if (failing == UploadStep.LINKED) {
            Files.delete(root.resolve("f"));
        }
        try (WritableDirectory store = open(root, observer)) {
            armed[0] = true;
            UploadTerms terms = UploadTerms.PLAIN.withPrecondition(precondition);
            Throwable failure =
                    catchThrowable(() -> {
                        Uploads.put(store, Uploads.path("f"), terms.asResumable(), bytes(1, 9));
                    });
            assertThat(failure).hasMessage("failed after " + failing);
        }
        try (WritableDirectory store = open(root)) {
            for (String name : leftovers(root)) {
                Upload upload = store.upload(name.substring(0, 22)).orElseThrow();
                if (upload.stored().isEmpty()) {
                    finish(upload, bytes(1, 9));
                }
            }
            boolean named =
                    failing != UploadStep.PART_CREATED && failing != UploadStep.STATE_WRITTEN;
            if (named) {
                assertThat(root.resolve("f")).hasBinaryContent(bytes(1, 9));
            } else {
                assertThat(root.resolve("f")).hasContent("old");
            }
            assertThat(leftovers(root)).hasSize(named ? 1 : 0);
        }
    }

    private static Process start(Path root, String... more) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                UploadVictim.class.getName(),
                                root.toString()));
        command.addAll(Arrays.asList(more));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /// Opens what the process left, holds it against what it said, and goes on where it ended.
    private static void check(Path root, List<String> said) throws IOException {
        int done = -1;
        int begun = -1;
        String id = "";
        long acknowledged = 0;
        for (String line : said) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "begun" -> {
                    begun = Integer.parseInt(words[1]);
                    id = words[2];
                    acknowledged = 0;
                }
                case "has" -> acknowledged = Long.parseLong(words[3]);
                default -> done = Integer.parseInt(words[1]);
            }
        }
        Path target = root.resolve("made").resolve("f");
        try (WritableDirectory store = open(root)) {
            assertThat(leftovers(root))
                    .allMatch(name -> store.upload(name.substring(0, 22)).isPresent());
            Optional<byte[]> content =
                    Files.exists(target)
                            ? Optional.of(Files.readAllBytes(target))
                            : Optional.empty();
            if (begun < 0) {
                assertThat(content).isEmpty();
                return;
            }
            Upload last = store.upload(id).orElseThrow();
            if (last.stored().isPresent()) {
                assertThat(content).hasValue(bytes(begun, UploadVictim.SIZE));
                assertThat(last.stored().get().etag()).isEqualTo(FileTag.of(target));
                return;
            }
            assertThat(done).isEqualTo(begun - 1);
            if (done >= 0) {
                assertThat(content).hasValue(bytes(done, UploadVictim.SIZE));
            } else {
                assertThat(content).isEmpty();
            }
            assertThat(last.settle()).isGreaterThanOrEqualTo(acknowledged);
            finish(last, bytes(begun, UploadVictim.SIZE));
            assertThat(target).hasBinaryContent(bytes(begun, UploadVictim.SIZE));
        }
    }

    private static void finish(Upload upload, byte[] bytes) throws IOException {
        try (Upload.Appender appender = upload.append(() -> {})) {
            Uploads.append(
                    appender, Arrays.copyOfRange(bytes, (int) appender.offset(), bytes.length));
            appender.complete();
        }
    }
}
