package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the recorded calls cannot show: exporters as arguments, messages, kinds of results, memory.
class ByteSequenceTest {
    static List<ByteString<?>> greetings() {
        return List.of(Bytes.of("Hello World"), ByteArray.of("Hello World"));
    }

    @ParameterizedTest
    @MethodSource("greetings")
    void takesAnyExporterAsArgumentAndHandsItBack(ByteString<?> greeting) {
        CountingExporter world = new CountingExporter("World".getBytes(StandardCharsets.US_ASCII));
        assertThat(greeting.indexOf(world)).isEqualTo(6);
        assertThat(greeting.contains(world)).isTrue();
        assertThat(greeting.endsWith(Bytes.of("x"), world)).isTrue();
        assertThat(greeting.contentEquals(world)).isFalse();
        assertThat(greeting.slice(6).contentEquals(world)).isTrue();
        assertThat(greeting.slice(6).compareContents(world)).isZero();
        assertThat(greeting.replace(world, world).contentEquals(greeting)).isTrue();
        assertThatThrownBy(() -> greeting.translate(world))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 5");
        assertThat(world.acquired).isEqualTo(9);
        assertThat(world.lent).isEmpty();
        MemoryView backwards = MemoryView.of(Bytes.of("dlroW")).slice(Slice.every(-1));
        assertThat(greeting.indexOf(backwards)).isEqualTo(6);
        assertThat(greeting.slice(6).contentEquals(backwards)).isTrue();
        assertThat(greeting.slice(0, 5).contentEquals(backwards)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("greetings")
    void mayBeItsOwnArgument(ByteString<?> greeting) {
        assertThat(greeting.indexOf(greeting)).isZero();
        assertThat(greeting.contentEquals(greeting)).isTrue();
        assertThat(greeting.split(greeting)).hasSize(2).allMatch(ByteSequence::isEmpty);
        assertThat(greeting.concat(greeting).length()).isEqualTo(22);
        assertThat(greeting.join(List.of(greeting, greeting)).count(greeting)).isEqualTo(3);
    }

    @Test
    void comparesBytesWhateverTheFormat() {
        MemoryView number = MemoryView.of(new int[] {1}).cast("B");
        assertThat(ByteArray.copyOf(number).contentEquals(MemoryView.of(new int[] {1}))).isTrue();
        assertThat(Bytes.of(1).contentEquals(MemoryView.of(new int[] {1}))).isFalse();
        assertThat(MemoryView.of(Bytes.of(1)).contentEquals(MemoryView.of(new int[] {1}))).isTrue();
    }

    @Test
    void resultsAreOfTheirOwnersKindAndNeverShareAnArraysMemory() {
        Bytes fixed = Bytes.of("abc");
        assertThatObject(fixed.strip()).isSameAs(fixed);
        assertThatObject(fixed.concat(ByteArray.of("d"))).isEqualTo(Bytes.of("abcd"));
        ByteArray array = ByteArray.of("abc");
        for (ByteArray copy :
                List.of(
                        array.strip(),
                        array.slice(0),
                        array.replace(Bytes.of("x"), Bytes.of("y")),
                        array.removePrefix(Bytes.of("x")),
                        array.splitLines().getFirst(),
                        array.partition(Bytes.of("x")).before(),
                        array.repeat(1))) {
            copy.set(0, 'z');
            copy.append('!');
            assertThat(copy).hasToString("bytearray(b'zbc!')");
            assertThat(array).hasToString("bytearray(b'abc')");
        }
        assertThatThrownBy(() -> array.splitWords().add(array))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void arraysAreEqualByIdentityForTheyChange() {
        ByteArray array = ByteArray.of("key");
        Set<Object> set = new HashSet<>(List.of(array, Bytes.of("key")));
        array.append('s');
        assertThat(set).contains(array, Bytes.of("key")).doesNotContain(ByteArray.of("keys"));
        assertThat(array.contentEquals(Bytes.of("keys"))).isTrue();
        assertThat(array.compareContents(Bytes.of("key"))).isPositive();
        assertThatObject(Bytes.of("key")).isNotEqualTo(ByteArray.of("key"));
    }

    @Test
    void textIsDecodedStrictlyAndErrorsSayWhere() {
        assertThat(Bytes.of("é€").decode()).isEqualTo("é€");
        assertThatThrownBy(() -> Bytes.of('a', 0xC3, '(').decode())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("UTF-8 cannot decode the byte 0xc3 at position 1 of 3 bytes");
        assertThatThrownBy(() -> ByteArray.of("a€", StandardCharsets.ISO_8859_1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ISO-8859-1 cannot encode the character U+20AC at position 1");
        assertThatThrownBy(() -> Bytes.fromHex("0g"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a hexadecimal digit at position 1: 'g'");
        assertThatThrownBy(() -> Bytes.fromHex("12 3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing at position 4");
        assertThat(Bytes.of(1, 2, 255).hex()).isEqualTo("0102ff");
    }

    @Test
    void wrongArgumentsAreNamed() {
        Bytes bytes = Bytes.of("abc");
        assertThatThrownBy(() -> bytes.split(Bytes.EMPTY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty")
                .hasMessageContaining("splitWords()");
        assertThatThrownBy(() -> bytes.indexOf(256)).hasMessageContaining("256");
        assertThatThrownBy(() -> bytes.repeat(Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6442450941");
        assertThatThrownBy(() -> bytes.padStart(1L << 40, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1099511627776");
        assertThatThrownBy(() -> Bytes.of(List.of(1, BigInteger.TWO.pow(64))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value 18446744073709551616 at position 1 is not a byte (0 to 255)");
        ByteArray array = ByteArray.of("abc");
        assertThatThrownBy(() -> array.setSlice(Slice.every(2), bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 bytes to the 2 of slice ::2");
        assertThatThrownBy(() -> array.removeValue('z'))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("122");
        assertThatThrownBy(() -> array.delete(Slice.at(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIteratorFollowsAGrowingArrayAndEndsAtAShrunkenOne() {
        ByteArray array = ByteArray.of(1, 2);
        Iterator<Integer> bytes = array.iterator();
        assertThat(bytes.next()).isEqualTo(1);
        array.append(3);
        assertThat(bytes.next()).isEqualTo(2);
        assertThat(bytes.next()).isEqualTo(3);
        array.clear();
        assertThat(bytes.hasNext()).isFalse();
        assertThatThrownBy(bytes::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void memoryGrowsAheadAndIsGivenBack() {
        ByteStore store = new ByteStore(new byte[0]);
        int arrays = 0;
        int capacity = 0;
        for (int i = 0; i < 1_000_000; i++) {
            store.replace(i, i, 1);
            store.bytes[i] = 1;
            if (store.bytes.length != capacity) {
                arrays++;
                capacity = store.bytes.length;
            }
        }
        assertThat(arrays).isLessThan(40);
        store.replace(10, 1_000_000, 0);
        assertThat(store.bytes).hasSizeLessThan(100).startsWith(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        store.replace(10, 10, 5);
        assertThat(store.length).isEqualTo(15);
    }

    @Test
    void whatWasRemovedDoesNotComeBackByResizing() {
        ByteArray array = ByteArray.of("0123456789012345678901234567890123456789");
        array.delete(30, 40);
        array.delete(Slice.every(10));
        array.resize(40);
        assertThat(array.slice(27).contentEquals(Bytes.zeros(13))).isTrue();
    }
}
