package io.zenview.server;

import java.util.Map;
import java.util.function.Function;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.Parser;

/// Structured fields (RFC 9651's predecessor, RFC 8941) from strangers: however the library fails,
/// it is an [IllegalArgumentException] that names the field.
final class StructuredFields {

    /// How long a field may be; nothing that is read here needs more than a few hundred characters.
    static final int LONGEST = 8192;

    private StructuredFields() {}

    /// Reads a dictionary.
    ///
    /// @param name the field's, for the message
    /// @param value the field's; several lines are to be joined by commas before
    static Map<String, ListElement<? extends Object>> dictionary(String name, String value) {
        return guarded(name, value, text -> Parser.parseDictionary(text).get());
    }

    /// Reads an item.
    ///
    /// @param name the field's, for the message
    /// @param value the field's
    static Item<? extends Object> item(String name, String value) {
        return guarded(name, value, Parser::parseItem);
    }

    private static <T> T guarded(String name, String value, Function<String, T> parser) {
        if (value.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "%s has %d characters; %d is the most"
                            .formatted(name, value.length(), LONGEST));
        }
        try {
            return parser.apply(value);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    name + " is no structured field: " + e.getMessage(), e);
        }
    }
}
