package io.zenview.server;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parameters behind the question mark. Those that nobody knows are refused: a misspelt one
/// that is passed over gives an answer to another question.
final class Query {
    private static final int MAX_PARAMETERS = 16;
    private static final int MAX_DIGITS = 18;
    private static final int MAX_SHOWN = 40;

    private final Map<String, List<String>> parameters;

    /// @param target path and query
    /// @param known the parameters that there are
    Query(String target, String... known) {
        try {
            parameters =
                    // A semicolon is part of a drop-frame label, and separates nothing.
                    new QueryStringDecoder(
                                    target, StandardCharsets.UTF_8, true, MAX_PARAMETERS, true)
                            .parameters();
        } catch (IllegalArgumentException e) {
            throw new BadParameterException("", "The query is not well formed: " + e.getMessage());
        }
        parameters.forEach((name, values) -> {
            if (!Arrays.asList(known).contains(name)) {
                throw new BadParameterException(
                        shown(name),
                        "There is no parameter '%s' here, only %s"
                                .formatted(
                                        shown(name),
                                        known.length == 0 ? "none" : String.join(", ", known)));
            }
            if (values.size() > 1) {
                throw new BadParameterException(name, "'" + name + "' is given more than once");
            }
        });
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name)).map(List::getFirst);
    }

    String required(String name, String example) {
        return text(name)
                .orElseThrow(() ->
                        new BadParameterException(
                                name, "'%s' is missing, as in ?%s".formatted(name, example)));
    }

    /// A whole number that is not negative.
    Optional<Long> number(String name) {
        return text(name)
                .map(text -> {
                    if (text.isEmpty()
                            || text.length() > MAX_DIGITS
                            || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                        throw new BadParameterException(
                                name,
                                "'%s' is a whole number from 0 on, unlike '%s'"
                                        .formatted(name, shown(text)));
                    }
                    return Long.parseLong(text);
                });
    }

    /// Cut off if it is long, and without what can't be seen.
    static String shown(String text) {
        String cut = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
