package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ByteArrayTest {
    @Test
    void growsAndShrinksAsAList() {
        ByteArray data = ByteArray.of(1, 2, 3);
        data.append(255);
        data.insert(0, 9);
        data.insert(-1, 8);
        data.insert(-100, 7);
        data.insert(100, 6);
        assertThat(data).containsExactly(7, 9, 1, 2, 3, 8, 255, 6);
        assertThat(data.pop()).isEqualTo(6);
        assertThat(data.pop(0)).isEqualTo(7);
        assertThat(data.pop(-1)).isEqualTo(255);
        data.extend(data);
        assertThat(data).containsExactly(9, 1, 2, 3, 8, 9, 1, 2, 3, 8);
        data.resize(2);
        data.resize(4);
        assertThat(data).containsExactly(9, 1, 0, 0);
        data.clear();
        assertThat(data.length()).isZero();
        assertThatThrownBy(data::pop).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void appendingAMillionBytesKeepsThemAll() {
        ByteArray data = ByteArray.zeros(0);
        for (int i = 0; i < 1_000_000; i++) {
            data.append(i & 0xFF);
        }
        assertThat(data.length()).isEqualTo(1_000_000);
        for (int i = 0; i < 1_000_000; i++) {
            if (data.get(i) != (i & 0xFF)) {
                throw new AssertionError("byte " + i + " is " + data.get(i));
            }
        }
    }

    @Test
    void whatIsNotAByteIsRefused() {
        ByteArray data = ByteArray.of(1, 2, 3);
        assertThatThrownBy(() -> data.set(0, 256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("256");
        assertThatThrownBy(() -> data.append(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> ByteArray.of(1, 2, 300))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("300")
                .hasMessageContaining("position 2");
        assertThatThrownBy(() -> data.set(3, 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("index 3");
        assertThatThrownBy(() -> ByteArray.zeros(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ByteArray.zeros(1L << 31))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2147483648");
        assertThat(data).containsExactly(1, 2, 3);
    }

    @Test
    void nothingResizesWhileAViewIsOpen() {
        ByteArray data = ByteArray.of("Hello World!");
        MemoryView view = MemoryView.of(data);
        MemoryView slice = view.slice(6, 12);
        Map<String, Runnable> resizers =
                Map.of(
                        "append", () -> data.append(1),
                        "extend", () -> data.extend(Bytes.of(1)),
                        "extend by itself", () -> data.extend(data),
                        "insert", () -> data.insert(0, 1),
                        "pop", data::pop,
                        "pop first", () -> data.pop(0),
                        "clear", data::clear,
                        "resize", () -> data.resize(3));
        resizers.forEach((name, resize) -> {
            assertThatThrownBy(resize::run)
                    .as(name)
                    .isInstanceOf(BufferException.class)
                    .hasMessageContaining("12 bytes")
                    .hasMessageContaining("1 view is open");
            assertThat(data).as(name).hasToString("bytearray(b'Hello World!')");
        });
        data.resize(12);
        data.set(0, 'J');
        slice.assign(Bytes.of("Python"));
        assertThat(data).hasToString("bytearray(b'Jello Python')");
        view.close();
        data.append('!');
        assertThat(data.length()).isEqualTo(13);
    }

    @Test
    void everyOpenViewCounts() {
        ByteArray data = ByteArray.of(1, 2);
        MemoryView first = MemoryView.of(data);
        MemoryView second = MemoryView.of(data);
        MemoryView third = MemoryView.of(second);
        first.close();
        assertThatThrownBy(data::clear).isInstanceOf(BufferException.class);
        second.close();
        assertThatThrownBy(data::clear).isInstanceOf(BufferException.class);
        third.close();
        data.clear();
        assertThat(data.length()).isZero();
    }

    @Test
    @Timeout(60)
    void aForgottenViewDoesNotLockForEver() throws InterruptedException {
        ByteArray data = ByteArray.of(1, 2, 3);
        List<String> lengths = new ArrayList<>();
        lengths.add(String.valueOf(MemoryView.of(data).slice(1).length()));
        while (true) {
            System.gc();
            try {
                data.append(4);
                break;
            } catch (BufferException e) {
                Thread.sleep(10);
            }
        }
        assertThat(lengths).containsExactly("2");
        assertThat(data).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aDerivedViewKeepsTheLockAfterItsParentWasForgotten() {
        ByteArray data = ByteArray.of(1, 2, 3);
        MemoryView slice = MemoryView.of(data).slice(1);
        System.gc();
        assertThatThrownBy(() -> data.append(4)).isInstanceOf(BufferException.class);
        assertThat(slice.toList()).containsExactly(2L, 3L);
    }

    @Test
    void copiesAndComparesByValue() {
        ByteArray data = ByteArray.of("EURO", StandardCharsets.UTF_8);
        assertThat(data).containsExactly(69, 85, 82, 79);
        assertThat(data.decode(StandardCharsets.US_ASCII)).isEqualTo("EURO");
        assertThat(data.contentEquals(Bytes.of("EURO"))).isTrue();
        assertThat(data.slice(1, 3)).hasToString("bytearray(b'UR')");
        data.slice(0).set(0, 0);
        assertThat(data.get(0)).isEqualTo(69);
        assertThat(ByteArray.copyOf(data).toByteArray()).isEqualTo(data.toByteArray());
        assertThatThrownBy(() -> ByteArray.of("Ž", StandardCharsets.ISO_8859_1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
