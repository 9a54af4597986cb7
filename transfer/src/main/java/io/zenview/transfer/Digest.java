package io.zenview.transfer;

import java.util.HexFormat;

/// A finished digest.
///
/// @param algorithm how it was computed
/// @param hex its bytes, in the order in which the algorithm's standard writes them, as lower-case
///   hexadecimal digits
public record Digest(DigestAlgorithm algorithm, String hex) {
    Digest(DigestAlgorithm algorithm, byte[] bytes) {
        this(algorithm, HexFormat.of().formatHex(bytes));
    }

    /// The algorithm's name, a colon and the digits, as in `crc32c:e3069283`.
    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }
}
