package io.zenview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zenview.view.Format;
import io.zenview.view.MemoryView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Prints beside what NumPy 2.4.6 printed, recorded by `src/test/python/record_prints.py`.
class ArrayPrinterTest {
    /// An array and its print.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Recorded(
            String format,
            String dtype,
            long[] shape,
            byte[] bytes,
            Map<String, Long> options,
            String printed) {
        MemoryView view() {
            MemoryView flat = MemoryView.of(bytes);
            Format elements = Format.parse(format);
            return (elements.equals(Format.UNSIGNED_BYTE) ? flat : flat.cast(elements))
                    .reshape(shape);
        }

        PrintOptions printOptions() {
            return new PrintOptions(
                    options.getOrDefault("threshold", 1000L),
                    options.getOrDefault("edgeitems", 3L).intValue(),
                    options.getOrDefault("precision", 8L).intValue(),
                    75);
        }
    }

    static List<Recorded> recorded() throws IOException {
        List<Recorded> cases = new ArrayList<>();
        try (InputStream file = ArrayPrinterTest.class.getResourceAsStream("prints.jsonl.gz");
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                cases.add(read(line));
            }
        }
        return cases;
    }

    private static Recorded read(String line) {
        Map<String, String> texts = new HashMap<>();
        Map<String, Long> options = new HashMap<>();
        List<Long> shape = new ArrayList<>();
        String name = "";
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                switch (token) {
                    case PROPERTY_NAME -> name = json.currentName();
                    case VALUE_STRING -> texts.put(name, json.getString());
                    case VALUE_NUMBER_INT -> {
                        if (name.equals("shape")) {
                            shape.add(json.getLongValue());
                        } else {
                            options.put(name, json.getLongValue());
                        }
                    }
                    default -> {}
                }
            }
        }
        return new Recorded(
                texts.get("format"),
                texts.get("dtype"),
                shape.stream().mapToLong(Long::longValue).toArray(),
                Base64.getDecoder().decode(texts.get("bytes")),
                options,
                texts.get("printed"));
    }

    @Test
    void thereIsEnoughToCompare() throws IOException {
        assertThat(recorded()).hasSizeGreaterThan(800);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void printsWhatNumPyPrints(Recorded recorded) throws IOException {
        StringBuilder printed = new StringBuilder();

        MemoryView view = recorded.view();
        ArrayPrinter.print(
                view,
                new ElementType(view.format(), recorded.dtype()),
                recorded.printOptions(),
                printed);

        assertThat(printed.toString()).isEqualTo(recorded.printed());
    }

    /// The same elements, found through strides that run backwards.
    @ParameterizedTest
    @MethodSource("recorded")
    void thePrintDependsOnElementsAndNotOnTheirPlaces(Recorded recorded) throws IOException {
        MemoryView view = recorded.view();
        if (view.elementCount() == 0 || view.ndim() == 0) {
            return;
        }
        int size = view.itemSize();
        int count = (int) view.elementCount();
        byte[] turned = new byte[size * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(recorded.bytes(), i * size, turned, (count - 1 - i) * size, size);
        }
        long[] strides = view.strides();
        for (int d = 0; d < strides.length; d++) {
            strides[d] = -strides[d];
        }
        StringBuilder printed = new StringBuilder();

        ArrayPrinter.print(
                MemoryView.strided(
                        MemorySegment.ofArray(turned),
                        view.format(),
                        (long) size * (count - 1),
                        view.shape(),
                        strides),
                new ElementType(view.format(), recorded.dtype()),
                recorded.printOptions(),
                printed);

        assertThat(printed.toString()).isEqualTo(recorded.printed());
    }
}
