package io.zenview.server;

import io.zenview.transfer.Digest;
import io.zenview.transfer.DigestAlgorithm;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.IntegerItem;
import org.greenbytes.http.sfv.ListElement;
import org.jspecify.annotations.Nullable;

/// The fields of RFC 9530: `Repr-Digest`, `Content-Digest`, and those that ask for them.
///
/// Algorithms that are not known here are passed over, whatever stands beside them.
final class DigestFields {
    private static final int MOST_WANTED = 10;

    private DigestFields() {}

    /// Reads `Repr-Digest` or `Content-Digest`.
    ///
    /// @param name the field's, for the message
    /// @param value the field's; several lines are to be joined by commas before
    /// @return what it has by algorithms that are known here; possibly nothing
    /// @throws IllegalArgumentException if it is malformed or a digest has the wrong length: a
    ///   client that wants its bytes verified must not be told that they were
    static Map<DigestAlgorithm, Digest> parse(String name, String value) {
        Map<String, ListElement<? extends Object>> members =
                StructuredFields.dictionary(name, value);
        Map<DigestAlgorithm, Digest> digests = new EnumMap<>(DigestAlgorithm.class);
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            ListElement<? extends Object> member = members.get(algorithm.toString());
            if (member != null) {
                digests.put(algorithm, digest(name, algorithm, member));
            }
        }
        return digests;
    }

    private static Digest digest(
            String name, DigestAlgorithm algorithm, ListElement<? extends Object> member) {
        if (!(member instanceof ByteSequenceItem sequence)) {
            throw new IllegalArgumentException(
                    "%s has a %s that is no byte sequence, as in %s=:AAECAw==:"
                            .formatted(name, algorithm, algorithm));
        }
        ByteBuffer buffer = sequence.get();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        if (bytes.length != size(algorithm)) {
            throw new IllegalArgumentException(
                    "%s has a %s of %d bytes; it has %d"
                            .formatted(name, algorithm, bytes.length, size(algorithm)));
        }
        return new Digest(algorithm, HexFormat.of().formatHex(bytes));
    }

    private static int size(DigestAlgorithm algorithm) {
        return switch (algorithm) {
            case SHA_256 -> 32;
            case CRC32C -> 4;
        };
    }

    /// Whether `Want-Repr-Digest` or `Want-Content-Digest` asks for an algorithm. One that cannot
    /// be read, or has a weight outside of 0 to 10, asks for nothing: it is a wish, and no reason
    /// to refuse a request.
    ///
    /// @param value the field's, null if there is none
    /// @param algorithm which to look for
    static boolean wants(@Nullable String value, DigestAlgorithm algorithm) {
        if (value == null) {
            return false;
        }
        try {
            return StructuredFields.dictionary("Want-Digest", value).get(algorithm.toString())
                            instanceof IntegerItem weight
                    && weight.getAsLong() > 0
                    && weight.getAsLong() <= MOST_WANTED;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// As in `sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:`.
    static String format(Digest digest) {
        byte[] bytes = HexFormat.of().parseHex(digest.hex());
        return digest.algorithm() + "=:" + Base64.getEncoder().encodeToString(bytes) + ':';
    }
}
