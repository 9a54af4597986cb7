package io.zenview.cli;

import io.zenview.transfer.DigestAlgorithm;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The value of a `--digest` option.
///
/// @param algorithm what to compute, or nothing
record DigestChoice(Optional<DigestAlgorithm> algorithm) {
    private static final String NONE = "none";

    static DigestChoice parse(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (name.equals(NONE)) {
            return new DigestChoice(Optional.empty());
        }
        return Arrays.stream(DigestAlgorithm.values())
                .filter(algorithm -> algorithm.toString().equals(name))
                .findFirst()
                .map(algorithm -> new DigestChoice(Optional.of(algorithm)))
                .orElseThrow(() ->
                        new TypeConversionException(
                                "'" + text + "' is not one of " + String.join(", ", names())));
    }

    private static List<String> names() {
        return Stream.concat(
                        Arrays.stream(DigestAlgorithm.values()).map(DigestAlgorithm::toString),
                        Stream.of(NONE))
                .toList();
    }

    /// For picocli.
    static final class Converter implements ITypeConverter<DigestChoice> {
        @Override
        public DigestChoice convert(String text) {
            return parse(text);
        }
    }
}
