package io.zenview.server;

import io.zenview.transfer.Digest;
import io.zenview.transfer.DigestAlgorithm;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/// What is known of an upload when it begins, and on what conditions it may complete.
///
/// @param length how many bytes it will have, if that is known yet
/// @param precondition what must hold of what the path names now, both at the beginning and at the
///   end
/// @param expected digests of the whole; each must be that of the bytes that came
/// @param wanted digests to compute, whether or not one is expected
/// @param resumable whether the upload outlives its appender, and the process. One that does not is
///   removed as soon as its appender is closed before it is complete.
public record UploadTerms(
        OptionalLong length,
        Precondition precondition,
        List<Digest> expected,
        Set<DigestAlgorithm> wanted,
        boolean resumable) {

    /// No length, no condition, no digest, not resumable: where to start from.
    public static final UploadTerms PLAIN =
            new UploadTerms(OptionalLong.empty(), Precondition.NONE, List.of(), Set.of(), false);

    /// Takes the parts as they are.
    ///
    /// @throws IllegalArgumentException if the length is negative
    public UploadTerms {
        Objects.requireNonNull(precondition, "precondition");
        expected = List.copyOf(expected);
        wanted = Set.copyOf(wanted);
        if (length.isPresent() && length.getAsLong() < 0) {
            throw new IllegalArgumentException("negative length: " + length.getAsLong());
        }
    }

    /// These terms with a length.
    ///
    /// @param bytes how many bytes will come
    /// @return new terms
    public UploadTerms withLength(long bytes) {
        return new UploadTerms(OptionalLong.of(bytes), precondition, expected, wanted, resumable);
    }

    /// These terms with another precondition.
    ///
    /// @param other what must hold
    /// @return new terms
    public UploadTerms withPrecondition(Precondition other) {
        return new UploadTerms(length, other, expected, wanted, resumable);
    }

    /// These terms with expected digests.
    ///
    /// @param digests what the digests of the whole must be
    /// @return new terms
    public UploadTerms withExpected(List<Digest> digests) {
        return new UploadTerms(length, precondition, digests, wanted, resumable);
    }

    /// These terms with digests to be computed.
    ///
    /// @param algorithms what to compute
    /// @return new terms
    public UploadTerms withWanted(Set<DigestAlgorithm> algorithms) {
        return new UploadTerms(length, precondition, expected, algorithms, resumable);
    }

    /// These terms for a resumable upload.
    ///
    /// @return new terms
    public UploadTerms asResumable() {
        return new UploadTerms(length, precondition, expected, wanted, true);
    }
}
