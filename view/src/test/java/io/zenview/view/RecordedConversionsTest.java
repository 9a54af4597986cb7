package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Conversions replay what `record_kernels.py` recorded of NumPy.
class RecordedConversionsTest {
    static java.util.List<String> lines() {
        return Recorded.lines("conversions");
    }

    @ParameterizedTest
    @MethodSource("lines")
    void convertsAsNumPyDoes(String line) {
        String[] parts = line.split(";", -1);
        Format from = Format.parse(parts[0]);
        Format to = Format.parse(parts[1]);
        byte[] given = HexFormat.of().parseHex(parts[2]);
        byte[] expected = HexFormat.of().parseHex(parts[3]);
        byte[] made = new byte[expected.length];
        View source = (View) MemoryView.of(MemorySegment.ofArray(given), from);
        View target = (View) MemoryView.of(MemorySegment.ofArray(made), to);

        Converting.copy(source, target, Conversion.LOSSY);

        assertThat(made).isEqualTo(expected);
        // NumPy calls a conversion of 8-byte whole numbers to doubles safe, which loses digits.
        boolean rounds = from.itemSize() == 8 && NumberBlock.isWhole(from) && to.code() == 'd';
        assertThat(Converting.converts(from, to, Conversion.LOSSLESS))
                .isEqualTo(!rounds && Boolean.parseBoolean(parts[4]));
    }
}
