package io.zenview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zenview.view.Format;
import io.zenview.view.MemoryView;
import io.zenview.view.Npy;
import io.zenview.view.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// `zenview inspect`: what it shows, and what it says of what it cannot show.
@Timeout(60)
class InspectCommandTest {
    private static final String TICK = "<I4sd:price:";

    @TempDir Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path bytes;
    private Path array;
    private Path ticks;

    @BeforeEach
    void writeFiles() throws IOException {
        byte[] counted = new byte[1283];
        for (int i = 0; i < counted.length; i++) {
            counted[i] = (byte) i;
        }
        bytes = Files.write(directory.resolve("bytes.bin"), counted);

        array = directory.resolve("array.npy");
        int[] numbers = new int[12];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i * i - 50;
        }
        Npy.write(array, MemoryView.of(numbers).reshape(4, 3));

        ByteBuffer records = ByteBuffer.allocate(16 + 100 * 16).order(ByteOrder.LITTLE_ENDIAN);
        records.put("HEADER".getBytes(StandardCharsets.US_ASCII)).position(16);
        for (int i = 0; i < 100; i++) {
            byte[] name = (i % 2 == 0 ? "AAPL" : "IBM\0").getBytes(StandardCharsets.US_ASCII);
            records.putInt(i * 7919 % 1009).put(name).putDouble(100 + i / 8.0);
        }
        ticks = Files.write(directory.resolve("ticks.bin"), records.array());
    }

    private int run(String... options) {
        return run(new Terminal(false, false, 80, false), options);
    }

    private int run(Terminal terminal, String... options) {
        List<String> line = new ArrayList<>(List.of("inspect"));
        line.addAll(List.of(options));
        return Zenview.commandLine(terminal)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line.toArray(String[]::new));
    }

    private String shown(String... options) {
        out.getBuffer().setLength(0);
        assertThat(run(options)).as(err.toString()).isEqualTo(Zenview.DONE);
        assertThat(err.toString()).isEmpty();
        return out.toString();
    }

    /// What `--raw` writes, which passes by the command's writer.
    private byte[] raw(String... options) {
        PrintStream before = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written));
        try {
            assertThat(shown(options)).isEmpty();
        } finally {
            System.setOut(before);
        }
        return written.toByteArray();
    }

    @Test
    void dumpsBothEndsOfAFileOfWhichNothingIsKnown() {
        assertThat(shown(bytes.toString()).lines())
                .hasSize(2 + 8 + 1 + 8)
                .startsWith(
                        bytes + ": 1.25 KiB (1283 bytes), mapped read-only",
                        "",
                        "00000000   00 01 02 03 04 05 06 07  08 09 0a 0b 0c 0d 0e 0f  |................|")
                .contains(
                        "00000040   40 41 42 43 44 45 46 47  48 49 4a 4b 4c 4d 4e 4f  |@ABCDEFGHIJKLMNO|",
                        "...")
                .endsWith(
                        "000004f0   f0 f1 f2 f3 f4 f5 f6 f7  f8 f9 fa fb fc fd fe ff  |................|",
                        "00000500   00 01 02                                          |...|");
    }

    @Test
    void dumpsAllThatIsAskedFor() {
        assertThat(shown(bytes.toString(), "--all").lines()).hasSize(2 + 81).doesNotContain("...");
        assertThat(shown(bytes.toString(), "--slice", "-3:").lines().skip(3))
                .containsExactly(
                        "00000500   00 01 02                                          |...|");
        assertThat(shown(bytes.toString(), "--slice", ":5", "--limit", "0").lines()).hasSize(4);
        assertThat(shown(bytes.toString(), "--slice", ":33", "--limit", "0").lines().skip(3))
                .hasSize(3)
                .element(1)
                .isEqualTo("...");
        assertThat(shown(bytes.toString(), "--offset", "1K", "--limit", "32").lines().skip(2))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("00000400   00 01");
        assertThat(shown(array.toString(), "--hex", "--slice", ":6"))
                .contains("00000000   93 4e 55 4d 50 59  ", "|.NUMPY|");
    }

    @Test
    void printsAnArrayOfNumPy() {
        assertThat(shown(array.toString()))
                .isEqualTo(
                        array
                                + """
                                : 176 B, .npy 1.0, mapped read-only
                                elements <i4 from byte 128, shape (4, 3), C order

                                [[-50 -49 -46]
                                 [-41 -34 -25]
                                 [-14  -1  14]
                                 [ 31  50  71]]
                                """);
    }

    @Test
    void cutsArraysAsAsked() {
        assertThat(shown(array.toString(), "--slice", "::-2, 0").lines().skip(2))
                .containsExactly("slice ::-2, 0 gives shape (2,)", "", "[ 31 -41]");
        assertThat(shown(array.toString(), "--shape", "2x*", "--slice", "1").lines().skip(4))
                .containsExactly("[-14  -1  14  31  50  71]");
        assertThat(shown(array.toString(), "--limit", "5", "--edge-items", "1").lines().skip(3))
                .containsExactly("[[-50 ... -46]", " ...", " [ 31 ...  71]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "<i4   | 4 | [ 50462976 117835012 185207048 252579084]",
                "<i    | 4 | [ 50462976 117835012 185207048 252579084]",
                ">u2   | 3 | [   1  515 1029]",
                "uint16| 3 | [ 256  770 1284]",
                "B     | 5 | [0 1 2 3 4]",
                "?     | 2 | [False  True]",
                "S3    | 2 | [b'\\x00\\x01\\x02' b'\\x03\\x04\\x05']",
                "V2    | 2 | [b'\\x00\\x01' b'\\x02\\x03']",
                "3s    | 2 | [b'\\x00\\x01\\x02' b'\\x03\\x04\\x05']",
                "m8[s] | 1 | [506097522914230528]",
            })
    void understandsBothSpellingsOfAFormat(String format, String shape, String printed) {
        assertThat(shown(bytes.toString(), "--format", format, "--shape", shape).lines().skip(3))
                .containsExactly(printed);
    }

    @Test
    void arrangesElementsInEitherOrder() {
        assertThat(shown(bytes.toString(), "--shape", "2x3").lines().skip(1))
                .containsExactly(
                        "elements B from byte 0, shape (2, 3), C order, 1277 bytes after them",
                        "",
                        "[[0 1 2]",
                        " [3 4 5]]");
        assertThat(shown(bytes.toString(), "--shape", "2,3", "--order", "f").lines().skip(3))
                .containsExactly("[[0 2 4]", " [1 3 5]]");
        assertThat(shown(bytes.toString(), "--shape", "-1x1", "--offset", "1280").lines().skip(3))
                .containsExactly("[[0]", " [1]", " [2]]");
    }

    @Test
    void showsRecordsAsATable() {
        assertThat(shown(ticks.toString(), "--format", TICK, "--offset", "16").lines().skip(1))
                .containsExactly(
                        "elements T{<I4sd:price:} from byte 16, shape (100,), C order",
                        "",
                        "     f0  f1         price",
                        " 0    0  b'AAPL'  100.",
                        " 1  856  b'IBM'   100.125",
                        " 2  703  b'AAPL'  100.25",
                        " 3  550  b'IBM'   100.375",
                        " 4  397  b'AAPL'  100.5",
                        "...",
                        "95  600  b'IBM'   111.875",
                        "96  447  b'AAPL'  112.",
                        "97  294  b'IBM'   112.125",
                        "98  141  b'AAPL'  112.25",
                        "99  997  b'IBM'   112.375");
        assertThat(
                        shown(
                                        ticks.toString(),
                                        "--format",
                                        TICK,
                                        "--offset",
                                        "16",
                                        "--field",
                                        "f1",
                                        "--slice",
                                        ":2")
                                .lines()
                                .skip(2))
                .containsExactly(
                        "field f1 (4s), slice :2 gives shape (2,)", "", "[b'AAPL' b'IBM']");
    }

    @Test
    void reckonsWithoutPrinting() {
        assertThat(
                        shown(
                                        ticks.toString(),
                                        "--format",
                                        TICK,
                                        "--offset",
                                        "16",
                                        "--field",
                                        "price",
                                        "--stats")
                                .lines()
                                .skip(4))
                .containsExactly(
                        "count  100",
                        "min    100.0",
                        "max    112.375",
                        "mean   106.1875",
                        "sum    10618.75");
        assertThat(shown(array.toString(), "--slice", "..., 1:", "--stats", "--json"))
                .contains(
                        "\"statistics\":{\"count\":8,\"min\":-49,\"max\":71,\"mean\":-2.5,\"sum\":-20}}");
    }

    @Test
    void showsHowFarItIsOnATerminal() {
        PrintStream before = System.err;
        ByteArrayOutputStream bar = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bar));
        try {
            assertThat(run(new Terminal(false, true, 80, false), bytes.toString(), "--stats"))
                    .isEqualTo(Zenview.DONE);
        } finally {
            System.setErr(before);
        }
        assertThat(bar.toString(StandardCharsets.UTF_8)).contains("bytes.bin", "100%");
        assertThat(out.toString()).contains("count  1283").doesNotContain("%");
    }

    @Test
    void writesTheBytesOfWhatWasChosen() throws IOException {
        try (MemoryView view = Npy.open(array)) {
            assertThat(raw(array.toString(), "--raw"))
                    .isEqualTo(view.toBytes().toByteArray())
                    .hasSize(48);
            assertThat(raw(array.toString(), "--raw", "--slice", "1:, ::-1"))
                    .isEqualTo(view.slice(Slice.from(1), Slice.every(-1)).toBytes().toByteArray());
        }
        assertThat(raw(bytes.toString(), "--raw", "--offset", "3", "--slice", "::100"))
                .containsExactly(3, 103, 203, 47, 147, 247, 91, 191, 35, 135, 235, 79, 179);
    }

    @Test
    void writesLargePartsInTheirOrder() throws IOException {
        Path large = directory.resolve("large.npy");
        int[] numbers = new int[3_000_000];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i * 31;
        }
        MemoryView cube = MemoryView.of(numbers).reshape(2, 3, 500_000);
        Npy.write(large, cube);

        assertThat(raw(large.toString(), "--raw", "--slice", "::-1, 1:, ::2"))
                .isEqualTo(
                        cube.slice(Slice.every(-1), Slice.from(1), Slice.every(2))
                                .toBytes()
                                .toByteArray());
    }

    @Test
    void refusesToFillATerminalWithBytes() {
        assertThat(run(new Terminal(true, true, 80, false), bytes.toString(), "--raw"))
                .isEqualTo(Zenview.MISUSED);

        assertThat(err.toString()).contains("standard output is a terminal");
    }

    @Test
    void jsonIsOneValidDocument() throws IOException {
        assertThat(leaves(shown(array.toString(), "--json")))
                .containsSubsequence("bytes", "176", "format", "i", "shape", "4", "3")
                .endsWith(
                        "elements",
                        "-50",
                        "-49",
                        "-46",
                        "-41",
                        "-34",
                        "-25",
                        "-14",
                        "-1",
                        "14",
                        "31",
                        "50",
                        "71");
        assertThat(leaves(shown(bytes.toString(), "--json", "--limit", "4")))
                .endsWith(
                        "start", "offset", "0", "hex", "0001", "end", "offset", "1281", "hex",
                        "0102");
        assertThat(
                        leaves(
                                shown(
                                        ticks.toString(),
                                        "--format",
                                        TICK,
                                        "--offset",
                                        "16",
                                        "--json",
                                        "--slice",
                                        "1")))
                .endsWith("elements", "f0", "856", "f1", "IBM", "price", "100.125");
    }

    @Test
    void jsonHasNumbersThatJsonLacksAsStrings() throws IOException {
        Path reals = directory.resolve("reals.npy");
        Npy.write(
                reals,
                MemoryView.of(new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 0.1, -0.0}));

        assertThat(shown(reals.toString(), "--json"))
                .contains("\"elements\":[\"NaN\",\"-Infinity\",0.1,-0.0]");
        assertThat(leaves(shown(reals.toString(), "--json", "--stats")))
                .containsSubsequence("count", "4", "min", "NaN", "sum", "NaN", "nan", "1");
        assertThat(shown(reals.toString(), "--stats").lines().skip(3))
                .containsExactly(
                        "count  4",
                        "min    nan",
                        "max    nan",
                        "mean   nan",
                        "sum    nan",
                        "nan    1");
        Path large = directory.resolve("q");
        Files.write(large, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
        assertThat(shown(large.toString(), "--json", "--format", "u8"))
                .contains("[18446744073709551615]");
    }

    @Test
    void jsonLeavesOutWhatIsTooMuchUnlessAskedFor() {
        String file = array.toString();

        assertThat(shown(file, "--json", "--limit", "11")).doesNotContain("elements");
        assertThat(shown(file, "--json", "--limit", "11", "--slice", ":"))
                .doesNotContain("elements");
        assertThat(shown(file, "--json", "--all")).contains("elements");
    }

    private static List<String> leaves(String document) {
        List<String> leaves = new ArrayList<>();
        try (JsonParser json =
                new JsonFactory().createParser(ObjectReadContext.empty(), document)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue() || token == JsonToken.PROPERTY_NAME) {
                    leaves.add(json.getString());
                }
            }
        }
        assertThat(document).endsWith("}\n").hasLineCount(1);
        return leaves;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--format <i4 | 320 elements of 4 bytes (<i4) and 3 bytes left over; --offset 3 skips them in front, --shape 320 ignores them at the end",
                "--shape 100x* | 12 times 100x* elements of 1 byte (B) and 83 bytes left over; --offset 83 skips them in front, --shape 100x12",
                "--shape 1000x3 | takes 3000 bytes, and",
                "--shape 9999999999x9999999999 | takes 99999999980000000001 bytes",
                "--shape 2xx3 | '2xx3' is not a shape; write for example 1000x3",
                "--shape *x* | leaves more than one dimension open",
                "--shape 99999999999999999999 | beyond 64 bits",
                "--format i3 | not a format",
                "--format <Z | NumPy's types are understood as well",
                "--format i4,q8 | 'q8' in 'i4,q8' is no type of NumPy",
                "--format 0s | have no bytes to look at",
                "--offset 1284 | --offset 1284 lies beyond the end",
                "--offset 1X | is not a size",
                "--slice a:b | not a slice: 'a:b'",
                "--slice ::0 | --slice: slice step must not be 0",
                "--slice 1283 | --slice: index 1283 is out of bounds on dimension 0 with length 1283",
                "--slice 1,2 | --slice:",
                "--slice ::2 | do not lie side by side",
                "--field a | --field: format 'B' is no record",
                "--format <i4s:b:h --shape 3 --field a | no field 'a'",
                "--format <i4s:b:h --shape 3 --stats | choose one with --field: f0, b, f1",
                "--format 3s --shape 3 --stats | are no numbers",
                "--hex --format B | --hex and --format exclude each other",
                "--raw --json | --raw and --json exclude each other",
                "--all --limit 3 | --all and --limit exclude each other",
                "--order f | --order wants a --shape",
                "--order x --shape 3 | --order",
                "--limit -1 | at least 0",
                "--edge-items 0 | at least 1",
                "--precision -1 | 0 to 340",
                "--nonsense | --nonsense",
            })
    void saysWhatIsWrongWithTheOptions(String options, String complaint) {
        List<String> line = new ArrayList<>(List.of(bytes.toString()));
        line.addAll(List.of(options.split(" ", -1)));

        assertThat(run(line.toArray(String[]::new))).isEqualTo(Zenview.MISUSED);

        assertThat(err.toString()).contains(complaint).contains("zenview inspect --help");
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithTheFile() throws IOException {
        Path broken = directory.resolve("broken.npy");
        byte[] whole = Files.readAllBytes(array);
        Files.write(broken, java.util.Arrays.copyOf(whole, whole.length - 1));

        assertFails("There is no file '" + directory.resolve("missing") + "'", "missing");
        assertFails("'" + directory + "' is a directory", "");
        assertFails("broken.npy is cut short", "broken.npy");
        Files.writeString(broken, "\u0093NUMPY and no more", StandardCharsets.ISO_8859_1);
        assertFails("broken.npy", "broken.npy");
        // It can be looked at all the same.
        assertThat(shown(broken.toString(), "--hex")).contains("|.NUMPY and no mo|");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void viewsOnlyRegularFiles() {
        assertThat(run("/dev/zero")).isEqualTo(Zenview.FAILED);

        assertThat(err.toString()).contains("'/dev/zero' is a pipe or a device");
    }

    private void assertFails(String complaint, String name) {
        err.getBuffer().setLength(0);

        assertThat(run(directory.resolve(name).toString())).isEqualTo(Zenview.FAILED);

        assertThat(err.toString()).startsWith("zenview inspect: ").contains(complaint);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
        err.getBuffer().setLength(0);
    }

    @Test
    void anEmptyFileIsNoFailure() throws IOException {
        String empty = Files.createFile(directory.resolve("empty")).toString();

        assertThat(shown(empty)).isEqualTo(empty + ": 0 B, empty\n");
        assertThat(shown(empty, "--format", "<i4").lines().skip(3)).containsExactly("[]");
        assertThat(shown(empty, "--format", TICK).lines().skip(3))
                .containsExactly("   f0  f1  price");
        assertThat(shown(empty, "--stats").lines().skip(3)).containsExactly("count  0");
        assertThat(shown(empty, "--shape", "3x0").lines().skip(3)).containsExactly("[]");
        assertThat(raw(empty, "--raw")).isEmpty();
    }

    @Test
    void aFileOfManyGigabytesIsNoneTheSlower() throws IOException {
        Path sparse = directory.resolve("sparse");
        long size = 6L << 30;
        try (FileChannel channel =
                FileChannel.open(
                        sparse,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SPARSE)) {
            channel.write(
                    ByteBuffer.wrap("theEND!!".getBytes(StandardCharsets.US_ASCII)), size - 8);
        }

        assertThat(shown(sparse.toString()))
                .contains("6 GiB (6442450944 bytes)", "17ffffff0 ", "|........theEND!!|");
        assertThat(shown(sparse.toString(), "--format", "<i8", "--shape", "*x4").lines().skip(1))
                .contains(
                        "elements <i8 from byte 0, shape (201326592, 4), C order",
                        " [                  0                   0                   0",
                        "  2387264380445485172]]");
        assertThat(shown(sparse.toString(), "--format", "c", "--slice", "-5000000000::2500000000"))
                .contains("[b'' b'']");
        assertThat(shown(sparse.toString(), "--format", "S8", "--slice", "-1").lines().skip(4))
                .containsExactly("b'theEND!!'");
    }

    @Test
    void helpTellsAboutEveryOption() {
        assertThat(run("--help")).isEqualTo(Zenview.DONE);

        assertThat(out.toString())
                .contains(
                        "Usage: zenview inspect",
                        "--format=FORMAT",
                        "--slice=SLICE",
                        "--raw",
                        "Examples:",
                        "zenview inspect prices.npy");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void formatsAreThoseOfTheView() {
        // The example of the help, in case the grammar of formats changes.
        assertThat(Format.parse(TICK).itemSize()).isEqualTo(16);
    }
}
