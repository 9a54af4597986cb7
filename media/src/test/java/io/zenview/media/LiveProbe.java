package io.zenview.media;

import io.zenview.media.FilmRecording.Packet;
import io.zenview.media.FilmRecording.Stream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Asks the ffprobe of this machine, if it has one.
final class LiveProbe {
    private static final long DEADLINE_SECONDS = 60;

    /// What it answered.
    ///
    /// @param errors what it wrote to standard error
    record Answer(int exit, String output, String errors) {}

    private LiveProbe() {}

    static boolean available() {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, "ffprobe"))) {
                return true;
            }
        }
        return false;
    }

    /// The tracks of a film with their packets, as far as ffprobe reads it.
    ///
    /// @param answer receives how that went
    static List<Stream> streams(Path file, Path folder, List<Answer> answer)
            throws IOException, InterruptedException {
        Answer raw = run(folder, file, "-ignore_editlist", "1", "-show_streams", "-show_packets");
        answer.add(raw);
        Map<String, Stream> streams = new LinkedHashMap<>();
        List<Map<String, String>> packets = new ArrayList<>();
        for (String line : raw.output.lines().toList()) {
            Map<String, String> values = new HashMap<>();
            for (String field : line.split("\\|", -1)) {
                int equals = field.indexOf('=');
                if (equals > 0) {
                    values.put(field.substring(0, equals), field.substring(equals + 1));
                }
            }
            if (line.startsWith("stream|")) {
                streams.put(values.get("index"), new Stream(values));
            } else if (line.startsWith("packet|")) {
                packets.add(values);
            }
        }
        for (Map<String, String> values : packets) {
            streams.get(values.get("stream_index"))
                    .raw()
                    .add(
                            new Packet(
                                    number(values, "pts"),
                                    number(values, "dts"),
                                    number(values, "duration"),
                                    number(values, "pos"),
                                    number(values, "size"),
                                    values.get("flags")));
        }
        return List.copyOf(streams.values());
    }

    private static long number(Map<String, String> values, String key) {
        return FilmRecording.number(values.getOrDefault(key, "N/A"));
    }

    private static Answer run(Path folder, Path file, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffprobe", "-v", "error", "-of", "compact"));
        command.addAll(List.of(arguments));
        command.add("file:" + file);
        Path output = Files.createTempFile(folder, "probe", ".out");
        Path errors = Files.createTempFile(folder, "probe", ".err");
        Process process =
                new ProcessBuilder(command)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start();
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(file + ": ffprobe did not end within " + DEADLINE_SECONDS);
        }
        Answer answer =
                new Answer(
                        process.exitValue(),
                        Files.readString(output, StandardCharsets.ISO_8859_1),
                        Files.readString(errors, StandardCharsets.ISO_8859_1));
        Files.delete(output);
        Files.delete(errors);
        return answer;
    }
}
