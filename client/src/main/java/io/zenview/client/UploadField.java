package io.zenview.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.greenbytes.http.sfv.BooleanItem;
import org.greenbytes.http.sfv.IntegerItem;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.Parser;

/// The fields of resumable uploads. A value of another type counts as no field at all, as the draft
/// wants it.
final class UploadField {
    static final String OFFSET = "Upload-Offset";
    static final String COMPLETE = "Upload-Complete";
    static final String LENGTH = "Upload-Length";
    static final String LIMIT = "Upload-Limit";

    /// The media type of what is appended.
    static final String PARTIAL_UPLOAD = "application/partial-upload";

    private UploadField() {}

    static OptionalLong integer(List<String> lines) {
        try {
            return lines.size() == 1
                            && new Parser(lines).parseItem() instanceof IntegerItem item
                            && item.getAsLong() >= 0
                    ? OptionalLong.of(item.getAsLong())
                    : OptionalLong.empty();
        } catch (IllegalArgumentException _) {
            return OptionalLong.empty();
        }
    }

    static Optional<Boolean> flag(List<String> lines) {
        try {
            return lines.size() == 1 && new Parser(lines).parseItem() instanceof BooleanItem item
                    ? Optional.of(item.get())
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// A member of the `Upload-Limit` dictionary.
    static OptionalLong limit(List<String> lines, String name) {
        if (lines.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            Map<String, ListElement<? extends Object>> members =
                    new Parser(lines).parseDictionary().get();
            return members.get(name) instanceof IntegerItem item && item.getAsLong() >= 0
                    ? OptionalLong.of(item.getAsLong())
                    : OptionalLong.empty();
        } catch (IllegalArgumentException _) {
            return OptionalLong.empty();
        }
    }
}
