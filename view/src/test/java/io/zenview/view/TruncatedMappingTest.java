package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A mapped file that another program cuts is an exception, whatever is done with it and whichever
/// compiler was at it. Each case runs in a JVM of its own, which might die.
class TruncatedMappingTest {
    private static final int SIZE = 1 << 20;

    @TempDir Path folder;

    /// Runs an action often, cuts the file, runs it once more and prints what came of it.
    static final class Child {
        /// Keeps the compilers from leaving a read out.
        private static volatile long seen;

        public static void main(String[] args) throws IOException {
            Path file = Path.of(args[0]);
            int warmUp = Integer.parseInt(args[2]);
            Files.write(file, new byte[SIZE]);
            try (MappedFile mapped = MappedFile.open(file);
                    MemoryView view = MemoryView.of(mapped)) {
                MemoryView same = MemoryView.of(new byte[SIZE]);
                for (int i = 0; i < warmUp; i++) {
                    act(args[1], view, same);
                }
                try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    other.truncate(Long.parseLong(args[3]));
                }
                System.out.println(outcome(args[1], view, same));
            }
        }

        private static String outcome(String action, MemoryView view, MemoryView same) {
            try {
                act(action, view, same);
                return "nothing happened, last seen " + seen;
            } catch (UncheckedIOException e) {
                return "unchecked " + e.getCause().getMessage();
            } catch (IOException e) {
                return "checked " + e.getMessage();
            } catch (InternalError e) {
                return "error " + e.getMessage();
            }
        }

        private static void act(String action, MemoryView view, MemoryView same)
                throws IOException {
            switch (action) {
                case "get" -> seen = view.getLong(SIZE - 1);
                case "typed" -> seen = view.asBytes().get(SIZE - 1);
                case "set" -> view.setLong(SIZE - 1, 0);
                case "toBytes" -> view.toBytes();
                case "stridedToBytes" -> view.slice(Slice.every(-64)).toBytes();
                case "assign" -> same.assign(view);
                case "assignTo" -> view.assign(same);
                case "contentEquals" -> same.contentEquals(view);
                case "channel" -> {
                    Path sink = Path.of(System.getProperty("java.io.tmpdir"), "sink");
                    try (FileChannel out =
                            FileChannel.open(
                                    sink, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                        view.writeTo(out);
                    }
                }
                case "customChannel" ->
                        view.writeTo(Channels.newChannel(OutputStream.nullOutputStream()));
                case "readFrom" -> {
                    try (FileChannel in = FileChannel.open(Path.of("/dev/zero"))) {
                        view.readFrom(in);
                    }
                }
                case "stream" -> view.writeTo(OutputStream.nullOutputStream());
                case "inputStream" -> view.inputStream().readAllBytes();
                case "strided" ->
                        view.slice(Slice.every(64)).writeTo(OutputStream.nullOutputStream());
                case "sum" -> seen = view.numbers().sumLong();
                case "sumOfDoubles" -> seen = (long) view.cast("d").numbers().sumDouble();
                case "sumStrided" ->
                        seen = view.cast("h").slice(Slice.every(3)).numbers().sumLong();
                case "max" -> seen = view.cast("i").numbers().maxLong();
                case "scale" -> view.cast("i").numbers().scale(3);
                case "scaleDoubles" -> view.cast(">d").numbers().scale(0.5);
                case "update" -> view.numbers().updateLongs(v -> v + 1);
                case "add" -> view.numbers().add(same);
                case "fill" -> view.fill(7);
                case "fillWords" -> view.cast("i").fill(7);
                case "fillStrided" -> view.cast("i").slice(Slice.every(16)).fill(7);
                case "copyFrom" -> view.copyFrom(same);
                case "copyConverted" -> view.cast("i").copyFrom(same.slice(Slice.every(4)));
                case "copyConvertedTo" ->
                        MemoryView.of(new double[SIZE / 4]).copyFrom(view.cast("<i"));
                case "mismatch" -> seen = same.mismatch(view);
                case "mismatchStrided" ->
                        seen = view.slice(Slice.every(-2)).mismatch(same.slice(Slice.every(-2)));
                case "mismatchOfFormats" -> seen = view.cast("b").mismatch(same);
                case "indexOf" -> seen = view.indexOf(77);
                case "indexOfWords" -> seen = view.cast("i").indexOf(77);
                case "indexOfStrided" -> seen = view.cast("h").slice(Slice.every(5)).indexOf(77);
                case "indexOfRecord" -> seen = view.cast("<hh").indexOf(List.of(77, 77));
                case "count" -> seen = view.cast("l").count(77);
                case "countTruths" -> seen = view.cast("?").count(true);
                case "toArray" -> seen = view.toArray(byte[].class).length;
                case "toLongs" -> seen = view.toArray(long[].class).length;
                case "hex" -> seen = view.hex().length();
                case "toList" -> seen = view.toList().size();
                default -> throw new IllegalArgumentException(action);
            }
        }
    }

    private String run(String action, int warmUp, long size, String... options) throws Exception {
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(
                List.of(
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + folder.resolve("crash"),
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.resolve("cut.bin").toString(),
                        action,
                        Integer.toString(warmUp),
                        Long.toString(size)));
        Process child =
                new ProcessBuilder(command)
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

    /// 1000 to 3000 runs is where a comparison in place ended the JVM: the first compiler had it.
    @ParameterizedTest
    @CsvSource({
        "toBytes, unchecked, 0",
        "toBytes, unchecked, 1500",
        "stridedToBytes, unchecked, 300",
        "assign, unchecked, 1500",
        "assignTo, unchecked, 1500",
        "contentEquals, unchecked, 0",
        "contentEquals, unchecked, 1500",
        "contentEquals, unchecked, 5000",
        "channel, checked, 0",
        "customChannel, checked, 100",
        "readFrom, checked, 10",
        "stream, checked, 0",
        "stream, checked, 300",
        "inputStream, checked, 100",
        "strided, checked, 100",
        "copyFrom, unchecked, 0",
        "mismatch, unchecked, 1500",
        "toArray, unchecked, 0",
        "sum, unchecked, 1200",
        "sumOfDoubles, unchecked, 0",
        "max, unchecked, 3000",
        "scaleDoubles, unchecked, 0",
        "add, unchecked, 1200",
        "fill, unchecked, 0",
        "fillStrided, unchecked, 0",
        "copyConverted, unchecked, 0",
        "copyConvertedTo, unchecked, 0",
        "mismatchStrided, unchecked, 0",
        "indexOfStrided, unchecked, 0",
        "countTruths, unchecked, 0",
    })
    void bulkWorkNamesTheFile(String action, String kind, int warmUp) throws Exception {
        assertThat(run(action, warmUp, 500_000))
                .startsWith(kind)
                .contains("cut.bin")
                .contains("500000 bytes")
                .contains("1048576");
    }

    /// HotSpot steps over the instruction that met the lost page, and takes the length of AVX-512
    /// instructions with an operand in memory and an immediate byte (`vpternlog`) for a byte less:
    /// the JVM goes on inside the instruction. So mapped memory is searched in copied blocks.
    @ParameterizedTest
    @CsvSource({"count, 3000", "indexOf, 3000", "indexOfWords, 3000"})
    void searchingInCompiledCodeNamesTheFile(String action, int warmUp) throws Exception {
        assertThat(run(action, warmUp, 500_000)).startsWith("unchecked").contains("cut.bin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"contentEquals", "toBytes", "stream"})
    void neitherCompilerAloneChangesThat(String action) throws Exception {
        assertThat(run(action, 1500, 500_000, "-XX:TieredStopAtLevel=1")).contains("cut.bin");
        assertThat(run(action, 1500, 500_000, "-XX:-TieredCompilation")).contains("cut.bin");
    }

    @ParameterizedTest
    @CsvSource({"get, 0", "get, 100000", "typed, 0", "typed, 100000", "set, 0", "set, 100000"})
    void elementAccessIsTheErrorOfTheJvm(String action, int warmUp) throws Exception {
        assertThat(run(action, warmUp, 0))
                .isEqualTo("error a fault occurred in an unsafe memory access operation");
    }

    /// The last page is still there, filled up with zeros.
    @ParameterizedTest
    @ValueSource(strings = {"channel", "stream", "strided", "customChannel"})
    void transfersNoticeAPageThatLostItsEnd(String action) throws Exception {
        assertThat(run(action, 0, SIZE - 10))
                .startsWith("checked")
                .contains("cut.bin was cut by another program")
                .contains("1048566 bytes of the 1048576");
    }
}
