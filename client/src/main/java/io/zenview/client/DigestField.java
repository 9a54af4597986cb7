package io.zenview.client;

import io.zenview.transfer.Digest;
import io.zenview.transfer.DigestAlgorithm;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.Dictionary;
import org.greenbytes.http.sfv.Parser;

/// The digest fields of RFC 9530, as far as SHA-256 goes.
final class DigestField {
    static final String REPR_DIGEST = "Repr-Digest";
    static final String WANT_REPR_DIGEST = "Want-Repr-Digest";

    /// What we ask for: SHA-256, before anything else.
    static final String WANTED = "sha-256=10";

    private static final int SHA_256_BYTES = 32;

    private DigestField() {}

    /// The SHA-256 in a field; nothing if there is none or the field is not well formed.
    static Optional<Digest> parse(List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        try {
            Object value =
                    new Parser(lines)
                            .parseDictionary()
                            .get()
                            .get(DigestAlgorithm.SHA_256.toString());
            if (value instanceof ByteSequenceItem item) {
                ByteBuffer bytes = item.get();
                byte[] digest = new byte[bytes.remaining()];
                bytes.get(digest);
                return digest.length == SHA_256_BYTES
                        ? Optional.of(sha256(digest))
                        : Optional.empty();
            }
            return Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The field for a SHA-256.
    static String format(Digest digest) {
        byte[] bytes = HexFormat.of().parseHex(digest.hex());
        return Dictionary.valueOf(
                        Map.of(DigestAlgorithm.SHA_256.toString(), ByteSequenceItem.valueOf(bytes)))
                .serialize();
    }

    static Digest sha256(byte[] bytes) {
        return new Digest(DigestAlgorithm.SHA_256, HexFormat.of().formatHex(bytes));
    }
}
