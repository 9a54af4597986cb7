package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Numbers at any byte, over every kind of memory, held against what CPython's `struct.unpack_from`
/// and `pack_into` did with the same bytes.
class DataViewTest {
    @TempDir Path folder;

    /// The same bytes in every kind of memory, and in the middle of others.
    private Map<String, MemoryView> memories(byte[] content) throws IOException {
        Path file = Files.write(Files.createTempFile(folder, "data", ".bin"), content);
        Path longer = Files.createTempFile(folder, "longer", ".bin");
        Files.write(longer, new byte[content.length + 8]);
        Map<String, MemoryView> memories = new LinkedHashMap<>();
        memories.put("byte[]", MemoryView.of(new byte[content.length]));
        memories.put("int[]", MemoryView.of(new int[content.length / 4]));
        memories.put("native", MemoryView.of(Arena.ofAuto().allocate(content.length)).cast("c"));
        memories.put("mapped", MemoryView.map(file, MapMode.READ_WRITE));
        memories.put(
                "a part of a mapped file, from an odd byte on",
                MemoryView.map(longer, MapMode.READ_WRITE).slice(5, 5 + content.length));
        memories.put(
                "the middle of a byte[]",
                MemoryView.of(new byte[content.length + 9]).slice(3, 3 + content.length));
        memories.put("records", MemoryView.of(new byte[content.length]).cast("<hh"));
        memories.put(
                "two dimensions",
                MemoryView.of(new short[content.length / 2]).reshape(2, content.length / 4));
        memories.values().forEach(memory -> fill(memory, content));
        return memories;
    }

    private static void fill(MemoryView memory, byte[] content) {
        memory.segment().copyFrom(MemorySegment.ofArray(content));
    }

    private static Number read(DataView data, char code, long at) {
        return switch (code) {
            case 'b' -> data.getByte(at);
            case 'h' -> data.getShort(at);
            case 'i' -> data.getInt(at);
            case 'q' -> data.getLong(at);
            case 'f' -> data.getFloat(at);
            default -> data.getDouble(at);
        };
    }

    private static void write(DataView data, char code, long at, String value) {
        switch (code) {
            case 'b' -> data.setByte(at, Byte.parseByte(value));
            case 'h' -> data.setShort(at, Short.parseShort(value));
            case 'i' -> data.setInt(at, Integer.parseInt(value));
            case 'q' -> data.setLong(at, Long.parseLong(value));
            case 'f' -> data.setFloat(at, Float.parseFloat(value));
            default -> data.setDouble(at, Double.parseDouble(value));
        }
    }

    private static Number parsed(char code, String value) {
        return code == 'f' || code == 'd' ? Double.parseDouble(value) : Long.parseLong(value);
    }

    private static Number widened(Number number) {
        return number instanceof Float || number instanceof Double
                ? number.doubleValue()
                : number.longValue();
    }

    @Test
    void numbersAreReadAndWrittenWherePythonReadsAndWritesThem() throws IOException {
        List<String> lines = Recorded.lines("placed");
        byte[] content = HexFormat.of().parseHex(lines.getFirst());
        assertThat(lines).hasSizeGreaterThan(500);
        SoftAssertions softly = new SoftAssertions();
        memories(content)
                .forEach((name, memory) -> {
                    for (String line : lines.subList(1, lines.size())) {
                        replay(softly, name + ": " + line, memory, content);
                    }
                });
        softly.assertAll();
    }

    private static void replay(
            SoftAssertions softly, String what, MemoryView memory, byte[] content) {
        String[] f = what.substring(what.indexOf(": ") + 2).split(";", -1);
        char code = f[0].charAt(1);
        DataView data =
                memory.asData(
                        f[0].charAt(0) == '<' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long at = Long.parseLong(f[1]);
        if (f[2].equals("error")) {
            softly.assertThatThrownBy(() -> read(data, code, at))
                    .as(what)
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("at offset " + at + " does not lie inside of 20 bytes");
            softly.assertThatThrownBy(() -> write(data, code, at, f[3]))
                    .as(what)
                    .isInstanceOf(IndexOutOfBoundsException.class);
            softly.assertThat(bytes(memory)).as(what).isEqualTo(content);
        } else {
            softly.assertThat(widened(read(data, code, at))).as(what).isEqualTo(parsed(code, f[2]));
            write(data, code, at, f[3]);
            softly.assertThat(HexFormat.of().formatHex(bytes(memory))).as(what).isEqualTo(f[4]);
            fill(memory, content);
        }
    }

    private static byte[] bytes(MemoryView memory) {
        return memory.segment().toArray(ValueLayout.JAVA_BYTE);
    }

    @Test
    void aPartSeesTheSameMemoryAndNothingElse() throws IOException {
        memories(new byte[20])
                .forEach((name, memory) -> {
                    DataView data = memory.asData(ByteOrder.BIG_ENDIAN);
                    DataView part = data.part(3, 9).part(-8, 6);
                    assertThat(part.length()).as(name).isEqualTo(6);
                    assertThat(part.order()).as(name).isEqualTo(ByteOrder.BIG_ENDIAN);
                    part.setInt(2, 0x01020304);
                    assertThat(data.getInt(6)).as(name).isEqualTo(0x01020304);
                    assertThat(part.getShort(-1 - 1)).as(name).isEqualTo((short) 0x0304);
                    for (long at : new long[] {3, -3, 6, -7, Long.MIN_VALUE}) {
                        assertThatThrownBy(() -> part.getInt(at))
                                .as(name)
                                .isInstanceOf(IndexOutOfBoundsException.class)
                                .hasMessage(
                                        "a number of 4 bytes at offset "
                                                + at
                                                + " does not lie inside of 6 bytes");
                    }
                    assertThat(data.part(20, 0).length()).isZero();
                    assertThatThrownBy(() -> data.part(20, 0).getByte(0))
                            .isInstanceOf(IndexOutOfBoundsException.class);
                });
    }

    @Test
    void aPartThatDoesNotLieInsideIsRefused() {
        DataView data = MemoryView.of(new byte[10]).asData(ByteOrder.LITTLE_ENDIAN);
        long[][] parts = {
            {0, 11},
            {10, 1},
            {11, 0},
            {-1, 2},
            {-11, 1},
            {3, -1},
            {4, Long.MAX_VALUE},
            {Long.MIN_VALUE, 1}
        };
        for (long[] part : parts) {
            assertThatThrownBy(() -> data.part(part[0], part[1]))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage(
                            part[1]
                                    + " bytes at offset "
                                    + part[0]
                                    + " do not lie inside of 10 bytes");
        }
    }

    @Test
    void readOnlyMemoryIsRead() throws IOException {
        memories(new byte[20])
                .forEach((name, memory) -> {
                    DataView data = memory.toReadOnly().asData(ByteOrder.BIG_ENDIAN);
                    assertThat(data.getLong(-8)).as(name).isZero();
                    for (char code : "bhiqfd".toCharArray()) {
                        assertThatThrownBy(() -> write(data, code, 0, "1"))
                                .as(name)
                                .isInstanceOf(ReadOnlyBufferException.class);
                    }
                    assertThat(data).hasToString("DataView[20 bytes, big-endian, read-only]");
                });
    }

    @Test
    void closedMemoryIsRefused() throws IOException {
        memories(new byte[20])
                .forEach((name, memory) -> {
                    DataView data = memory.asData(ByteOrder.LITTLE_ENDIAN);
                    assertThat(data)
                            .as(name)
                            .hasToString("DataView[20 bytes, little-endian, read-write]");
                    DataView part = data.part(4, 4);
                    memory.close();
                    for (DataView each : List.of(data, part)) {
                        assertThatThrownBy(() -> each.getInt(0))
                                .as(name)
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("closed");
                        assertThatThrownBy(() -> each.setByte(0, (byte) 1))
                                .as(name)
                                .isInstanceOf(IllegalStateException.class);
                        assertThatThrownBy(() -> each.part(0, 1))
                                .as(name)
                                .isInstanceOf(IllegalStateException.class);
                        assertThat(each).hasToString("DataView[closed]");
                    }
                    assertThatThrownBy(() -> memory.asData(ByteOrder.LITTLE_ENDIAN))
                            .as(name)
                            .isInstanceOf(IllegalStateException.class);
                });
    }

    @Test
    void memoryThatIsNotContiguousIsRefused() {
        MemoryView strided = MemoryView.of(new byte[10]).slice(Slice.every(2));
        assertThatThrownBy(() -> strided.asData(ByteOrder.BIG_ENDIAN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot read as numbers at any byte")
                .hasMessageContaining("copy it first");
        MemoryView rows =
                MemoryView.indirect(
                        List.of(MemoryView.of(new byte[4]), MemoryView.of(new byte[4])));
        assertThatThrownBy(() -> rows.asData(ByteOrder.BIG_ENDIAN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Silently one of the two orders would be worse than none.
    @Test
    @SuppressWarnings("NullAway")
    void noOrderIsRefused() {
        MemoryView bytes = MemoryView.of(new byte[8]);
        assertThatThrownBy(() -> bytes.asData(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("order");
    }

    @Test
    void notANumberKeepsItsBits() {
        DataView data = MemoryView.of(new byte[8]).asData(ByteOrder.BIG_ENDIAN);
        data.setLong(0, 0x7ff8_0000_dead_beefL);
        double odd = data.getDouble(0);
        data.setLong(0, 0);
        data.setDouble(0, odd);
        assertThat(data.getLong(0)).isEqualTo(0x7ff8_0000_dead_beefL);
        data.setInt(0, 0x7fc0_beef);
        float small = data.getFloat(0);
        data.setInt(0, 0);
        data.setFloat(0, small);
        assertThat(data.getInt(0)).isEqualTo(0x7fc0_beef);
    }
}
