package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Replays what CPython's bytes and bytearray did, as `record_bytes.py` recorded it; how values are
/// written stands there.
class RecordedBytesTest {
    private static final Map<String, Class<?>> ERRORS =
            Map.of(
                    "ValueError", IllegalArgumentException.class,
                    "UnicodeEncodeError", IllegalArgumentException.class,
                    "UnicodeDecodeError", IllegalArgumentException.class,
                    "IndexError", IndexOutOfBoundsException.class,
                    "BufferError", BufferException.class);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersAsPythonDoes(boolean mutable) throws IOException {
        SoftAssertions softly = new SoftAssertions();
        List<String> lines = recorded("calls");
        for (String line : lines) {
            String[] f = line.split(";", -1);
            byte[] content = HexFormat.of().parseHex(f[1].substring(1));
            ByteString<?> bytes = mutable ? ByteArray.copyOf(content) : Bytes.copyOf(content);
            List<Object> arguments = new ArrayList<>();
            for (int i = 2; i < f.length - 1; i++) {
                arguments.add(value(f[i]));
            }
            Supplier<Object> call = () -> call(f[0], bytes, arguments);
            check(softly, line, f[f.length - 1], call);
            softly.assertThat(bytes.toByteArray()).as(line).isEqualTo(content);
        }
        softly.assertAll();
        assertThat(lines).hasSizeGreaterThan(8_000);
    }

    @Test
    void changesAsPythonDoes() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        List<String> lines = recorded("changes");
        ByteArray array = ByteArray.zeros(0);
        for (String line : lines) {
            String[] f = line.split(";", -1);
            if (!f[1].equals("+")) {
                array = ByteArray.fromHex(f[1].substring(1));
            }
            List<Object> arguments = new ArrayList<>();
            for (int i = 3; i < f.length - 2; i++) {
                arguments.add(value(f[i]));
            }
            ByteArray changed = array;
            MemoryView lock = f[2].equals("1") ? MemoryView.of(array) : null;
            check(softly, line, f[f.length - 2], () -> change(f[0], changed, arguments));
            if (lock != null) {
                softly.assertThat("x" + lock.toBytes().hex()).as(line).isEqualTo(f[f.length - 1]);
                lock.close();
            }
            softly.assertThat("x" + array.hex()).as(line).isEqualTo(f[f.length - 1]);
        }
        softly.assertAll();
        assertThat(lines).hasSizeGreaterThan(5_000);
    }

    private static void check(
            SoftAssertions softly, String line, String expected, Supplier<Object> call) {
        Object result;
        try {
            result = call.get();
        } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferException e) {
            result = e;
        }
        if (!expected.startsWith("!")) {
            softly.assertThat(shown(result)).as(line).isEqualTo(expected);
            return;
        }
        String[] kindAndPosition = expected.substring(1).split("@", -1);
        softly.assertThat(result).as(line).isInstanceOf(ERRORS.get(kindAndPosition[0]));
        if (kindAndPosition.length > 1 && result instanceof Exception e) {
            softly.assertThat(e.getMessage() + " ")
                    .as(line)
                    .containsPattern("position " + kindAndPosition[1] + "\\D");
        }
    }

    private static Object call(String method, ByteString<?> bytes, List<Object> a) {
        return switch (method) {
            case "find", "rfind", "count" -> search(method, bytes, a);
            case "index", "rindex" -> {
                Object found = search(method.replace("index", "find"), bytes, a);
                if (found.equals(-1L)) {
                    throw new IllegalArgumentException("Python's index fails where find gives -1");
                }
                yield found;
            }
            case "contains" ->
                    a.get(0) instanceof Long value
                            ? bytes.contains(value.intValue())
                            : bytes.contains((Bytes) a.get(0));
            case "startswith", "endswith" -> affix(method.equals("startswith"), bytes, a);
            case "split", "rsplit" -> split(method.equals("split"), bytes, a);
            case "splitlines" -> bytes.splitLines((boolean) a.get(0));
            case "partition" -> parts(bytes.partition((Bytes) a.get(0)));
            case "rpartition" -> parts(bytes.partitionAtLast((Bytes) a.get(0)));
            case "join" -> bytes.join(parts(a.get(0)));
            case "replace" -> bytes.replace((Bytes) a.get(0), (Bytes) a.get(1), number(a.get(2)));
            case "strip" -> a.get(0) instanceof Bytes set ? bytes.strip(set) : bytes.strip();
            case "lstrip" ->
                    a.get(0) instanceof Bytes set ? bytes.stripLeading(set) : bytes.stripLeading();
            case "rstrip" ->
                    a.get(0) instanceof Bytes set
                            ? bytes.stripTrailing(set)
                            : bytes.stripTrailing();
            case "removeprefix" -> bytes.removePrefix((Bytes) a.get(0));
            case "removesuffix" -> bytes.removeSuffix((Bytes) a.get(0));
            case "upper" -> bytes.toUpperCase();
            case "lower" -> bytes.toLowerCase();
            case "isascii" -> bytes.isAscii();
            case "add" -> bytes.concat((Bytes) a.get(0));
            case "mul" -> bytes.repeat(number(a.get(0)));
            case "slice" -> bytes.slice(slice(a));
            case "item" -> bytes.get((long) a.get(0));
            case "hex" -> bytes.hex(((String) a.get(0)).charAt(0), number(a.get(1)));
            case "decode" -> bytes.decode(charset(a.get(0)));
            case "compare" -> compare(bytes, (Bytes) a.get(0));
            case "repr" -> bytes instanceof Bytes ? bytes.toString() : unwrapped(bytes.toString());
            case "list" -> {
                List<Object> values = new ArrayList<>();
                bytes.forEach(values::add);
                yield values;
            }
            case "translate" -> bytes.translate((Bytes) a.get(0), (Bytes) a.get(1));
            case "center" -> bytes.center((long) a.get(0), number(a.get(1)));
            case "ljust" -> bytes.padEnd((long) a.get(0), number(a.get(1)));
            case "rjust" -> bytes.padStart((long) a.get(0), number(a.get(1)));
            case "zfill" -> bytes.zeroFill((long) a.get(0));
            case "fromhex" ->
                    bytes instanceof Bytes
                            ? Bytes.fromHex((String) a.get(0))
                            : ByteArray.fromHex((String) a.get(0));
            case "encode" ->
                    bytes instanceof Bytes
                            ? Bytes.of((String) a.get(0), charset(a.get(1)))
                            : ByteArray.of((String) a.get(0), charset(a.get(1)));
            case "new" -> made(bytes instanceof Bytes, a.get(0));
            default -> fail("no such method: " + method);
        };
    }

    private static Object search(String method, ByteString<?> bytes, List<Object> a) {
        boolean bounded = a.size() > 1;
        long start = bounded ? bound(a.get(1), 0) : 0;
        long stop = bounded ? bound(a.get(2), Long.MAX_VALUE) : Long.MAX_VALUE;
        if (a.get(0) instanceof Bytes wanted) {
            return switch (method) {
                case "find" -> bounded ? bytes.indexOf(wanted, start, stop) : bytes.indexOf(wanted);
                case "rfind" ->
                        bounded
                                ? bytes.lastIndexOf(wanted, start, stop)
                                : bytes.lastIndexOf(wanted);
                default -> bounded ? bytes.count(wanted, start, stop) : bytes.count(wanted);
            };
        }
        int value = number(a.get(0));
        return switch (method) {
            case "find" -> bounded ? bytes.indexOf(value, start, stop) : bytes.indexOf(value);
            case "rfind" ->
                    bounded ? bytes.lastIndexOf(value, start, stop) : bytes.lastIndexOf(value);
            default -> bounded ? bytes.count(value, start, stop) : bytes.count(value);
        };
    }

    private static boolean affix(boolean start, ByteString<?> bytes, List<Object> a) {
        BufferExporter[] wanted =
                a.get(0) instanceof Bytes one
                        ? new BufferExporter[] {one}
                        : parts(a.get(0)).toArray(BufferExporter[]::new);
        if (a.size() == 1) {
            return start ? bytes.startsWith(wanted) : bytes.endsWith(wanted);
        }
        long from = bound(a.get(1), 0);
        long to = bound(a.get(2), Long.MAX_VALUE);
        return start ? bytes.startsWith(from, to, wanted) : bytes.endsWith(from, to, wanted);
    }

    private static List<?> split(boolean forwards, ByteString<?> bytes, List<Object> a) {
        int max = number(a.get(1));
        if (a.get(0) instanceof Bytes separator) {
            return forwards ? bytes.split(separator, max) : bytes.splitFromEnd(separator, max);
        }
        return forwards ? bytes.splitWords(max) : bytes.splitWordsFromEnd(max);
    }

    private static int compare(ByteString<?> bytes, Bytes other) {
        int order = bytes.compareContents(other);
        assertThat(order == 0).isEqualTo(bytes.contentEquals(other));
        assertThat(order == 0).isEqualTo(bytes.contentEquals(MemoryView.of(other)));
        if (bytes instanceof Bytes same) {
            assertThat(same.compareTo(other)).isEqualTo(order);
            assertThat(same.equals(other)).isEqualTo(order == 0);
        }
        return Integer.signum(order);
    }

    private static Object made(boolean fixed, Object argument) {
        List<Long> values = ((List<?>) argument).stream().map(v -> (Long) v).toList();
        int[] ints = values.stream().mapToInt(Long::intValue).toArray();
        if (fixed) {
            Bytes made = Bytes.of(values);
            assertThat((Object) Bytes.of(ints)).isEqualTo(made);
            return made;
        }
        ByteArray made = ByteArray.of(values);
        assertThat(ByteArray.of(ints).contentEquals(made)).isTrue();
        return made;
    }

    private static @Nullable Object change(String method, ByteArray array, List<Object> a) {
        switch (method) {
            case "append" -> array.append(number(a.get(0)));
            case "extend" -> array.extend((Bytes) a.get(0));
            case "extendwith" ->
                    array.extendWith(((List<?>) a.get(0)).stream().map(v -> (Long) v).toList());
            case "insert" -> array.insert((long) a.get(0), number(a.get(1)));
            case "pop" -> {
                return array.pop();
            }
            case "popat" -> {
                return array.pop((long) a.get(0));
            }
            case "remove" -> array.removeValue(number(a.get(0)));
            case "clear" -> array.clear();
            case "reverse" -> array.reverse();
            case "set" -> array.set((long) a.get(0), number(a.get(1)));
            case "setslice" -> array.setSlice(slice(a), (Bytes) a.get(3));
            case "delslice" -> array.delete(slice(a));
            case "self" -> array.setSlice(slice(a), array);
            default -> fail("no such method: " + method);
        }
        return null;
    }

    private static Slice slice(List<Object> a) {
        return new Slice.Span((Long) a.get(0), (Long) a.get(1), (Long) a.get(2));
    }

    private static long bound(@Nullable Object value, long otherwise) {
        return value == null ? otherwise : (long) value;
    }

    private static int number(Object value) {
        return Math.toIntExact((long) value);
    }

    private static Charset charset(Object name) {
        return switch ((String) name) {
            case "utf-8" -> StandardCharsets.UTF_8;
            case "us-ascii" -> StandardCharsets.US_ASCII;
            case "iso-8859-1" -> StandardCharsets.ISO_8859_1;
            case "utf-16-le" -> StandardCharsets.UTF_16LE;
            case "utf-16-be" -> StandardCharsets.UTF_16BE;
            default -> fail("no such encoding: " + name);
        };
    }

    private static List<Bytes> parts(Object list) {
        return ((List<?>) list).stream().map(part -> (Bytes) part).toList();
    }

    private static List<Object> parts(ByteString.Parts<? extends ByteString<?>> parts) {
        return List.of(parts.before(), parts.separator(), parts.after());
    }

    private static String unwrapped(String printed) {
        assertThat(printed).startsWith("bytearray(").endsWith(")");
        return printed.substring("bytearray(".length(), printed.length() - 1);
    }

    private static @Nullable Object value(String text) {
        String rest = text.substring(1);
        return switch (text.charAt(0)) {
            case 'x' -> Bytes.copyOf(HexFormat.of().parseHex(rest));
            case 'i' -> Long.valueOf(rest);
            case 'b' -> rest.equals("1");
            case 'n' -> null;
            case 's' -> text(rest);
            case 'l' ->
                    rest.isEmpty()
                            ? List.of()
                            : Arrays.stream(rest.split(",", -1))
                                    .map(RecordedBytesTest::value)
                                    .toList();
            default -> fail("no such value: " + text);
        };
    }

    /// Not by way of a charset: that would replace surrogates without a partner.
    private static String text(String hex) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < hex.length(); i += 4) {
            text.append((char) HexFormat.fromHexDigits(hex, i, i + 4));
        }
        return text.toString();
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "n";
            case Boolean truth -> truth ? "b1" : "b0";
            case Number number -> "i" + number;
            case ByteSequence bytes -> "x" + HexFormat.of().formatHex(bytes.toByteArray());
            case List<?> list ->
                    "l" + String.join(",", list.stream().map(RecordedBytesTest::shown).toList());
            case String text -> {
                StringBuilder hex = new StringBuilder("s");
                text.chars().forEach(c -> hex.append(HexFormat.of().toHexDigits((char) c)));
                yield hex.toString();
            }
            default -> value.toString();
        };
    }

    private static List<String> recorded(String name) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        RecordedBytesTest.class.getResourceAsStream(
                                                name + ".txt.gz")),
                                StandardCharsets.US_ASCII))) {
            return lines.lines().toList();
        }
    }
}
