package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BytesTest {
    @Test
    void isAValue() {
        Bytes data = Bytes.of(1, 5, 4, 8, 2);
        assertThatObject(data)
                .isEqualTo(Bytes.of(List.of(1, 5L, (short) 4, 8, 2.0)))
                .hasSameHashCodeAs(Bytes.of(1, 5, 4, 8, 2));
        assertThatObject(data).isNotEqualTo(Bytes.of(1, 5)).isNotEqualTo("x");
        assertThat(Bytes.of(1, 200).compareTo(Bytes.of(1, 100))).isPositive();
        assertThat(Bytes.of(1).compareTo(Bytes.of(1, 100))).isNegative();
        byte[] array = {1, 2};
        Bytes copy = Bytes.copyOf(array);
        array[0] = 9;
        copy.toByteArray()[1] = 9;
        assertThat((Iterable<Integer>) copy).containsExactly(1, 2);
    }

    @Test
    void indexesAndSlicesByCopy() {
        Bytes data = Bytes.of("Hello World");
        assertThat(data.get(0)).isEqualTo('H');
        assertThat(data.get(-1)).isEqualTo('d');
        assertThatObject(data.slice(6)).isEqualTo(Bytes.of("World"));
        assertThatObject(data.slice(-5, -1)).isEqualTo(Bytes.of("Worl"));
        assertThatObject(data.slice(Slice.every(-1))).isEqualTo(Bytes.of("dlroW olleH"));
        assertThat(data.slice(5, 2).isEmpty()).isTrue();
        assertThatThrownBy(() -> data.get(11))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("index 11");
    }

    @Test
    void refusesWhatIsNotAByte() {
        assertThatThrownBy(() -> Bytes.of(1, 256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value 256 at position 1 is not a byte (0 to 255)");
        assertThatThrownBy(() -> Bytes.of(List.of(1, 2.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2.5");
        assertThatThrownBy(() -> Bytes.of(List.of(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> Bytes.of("é", StandardCharsets.US_ASCII))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesLongIterables() {
        List<Integer> many = java.util.Collections.nCopies(1000, 7);
        assertThat(Bytes.of(many).length()).isEqualTo(1000);
        assertThatObject(Bytes.of(List.of())).isSameAs(Bytes.EMPTY);
    }

    @Test
    void isNeverWritableThroughAView() {
        Bytes data = Bytes.of("fixed");
        MemoryView view = MemoryView.of(data);
        assertThat(view.isReadOnly()).isTrue();
        assertThat(view.segment().isReadOnly()).isTrue();
        assertThatThrownBy(() -> view.cast("b").setLong(0, 1))
                .isInstanceOf(java.nio.ReadOnlyBufferException.class);
        assertThatThrownBy(() -> MemoryView.of(data, BufferRequest.CONTIG))
                .isInstanceOf(BufferException.class);
        assertThatThrownBy(() -> view.asBytes().set(0, (byte) 1))
                .isInstanceOf(java.nio.ReadOnlyBufferException.class);
        assertThatObject(data).isEqualTo(Bytes.of("fixed"));
    }
}
