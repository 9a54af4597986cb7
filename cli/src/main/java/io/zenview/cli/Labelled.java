package io.zenview.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/// Choices that the user writes as they print themselves.
final class Labelled {
    private Labelled() {}

    /// The choice of that name, in upper or lower case.
    static <T> T choose(String text, List<T> choices) {
        return choices.stream()
                .filter(choice -> choice.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException(
                                "'"
                                        + text
                                        + "' is not one of "
                                        + choices.stream()
                                                .map(Object::toString)
                                                .collect(Collectors.joining(", "))));
    }
}
