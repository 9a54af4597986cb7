package io.zenview.cli;

import io.zenview.transfer.DigestAlgorithm;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;

/// The value of a `--digest` option.
///
/// @param algorithm what to compute, or nothing
record DigestChoice(Optional<DigestAlgorithm> algorithm) {
    private static final DigestChoice SHA_256 =
            new DigestChoice(Optional.of(DigestAlgorithm.SHA_256));
    private static final DigestChoice CRC32C =
            new DigestChoice(Optional.of(DigestAlgorithm.CRC32C));
    private static final DigestChoice NONE = new DigestChoice(Optional.empty());

    @Override
    public String toString() {
        return algorithm.map(DigestAlgorithm::toString).orElse("none");
    }

    /// For picocli.
    static final class Converter implements ITypeConverter<DigestChoice> {
        @Override
        public DigestChoice convert(String text) {
            return Labelled.choose(text, List.of(SHA_256, CRC32C, NONE));
        }
    }
}
