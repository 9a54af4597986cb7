package io.zenview.cli;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// A shape as a user writes it: `1000x3`, `1000,3` or `*x3`, where a `*` or -1 stands for as many
/// as there are.
///
/// @param text as it was written
/// @param entries elements in each dimension, -1 for the one that is left open
record ShapeSpelling(String text, List<Long> entries) {
    /// One dimension of as many elements as there are.
    static final ShapeSpelling ALL = new ShapeSpelling("*", List.of(-1L));

    private static final int MOST_DIMENSIONS = 64;

    /// Reads a shape.
    ///
    /// @throws IllegalArgumentException if it is none
    static ShapeSpelling parse(String text) {
        String bare =
                text.strip().replaceFirst("^[(\\[](.*)[)\\]]$", "$1").replaceFirst(",\\s*$", "");
        if (bare.isBlank() && text.strip().equals("()")) {
            return new ShapeSpelling(text, List.of());
        }
        List<Long> entries =
                Arrays.stream(bare.split("[xX×,]", -1))
                        .map(part -> entry(part.strip(), text))
                        .toList();
        if (entries.stream().filter(entry -> entry < 0).count() > 1) {
            throw refused(text, "leaves more than one dimension open");
        }
        if (entries.size() > MOST_DIMENSIONS) {
            throw refused(text, "has more than " + MOST_DIMENSIONS + " dimensions");
        }
        return new ShapeSpelling(text, entries);
    }

    private static long entry(String part, String text) {
        if (part.equals("*") || part.equals("-1")) {
            return -1;
        }
        if (!part.matches("[0-9]+")) {
            throw refused(text, "is not a shape");
        }
        try {
            return Long.parseLong(part);
        } catch (NumberFormatException _) {
            throw refused(text, "has a number beyond 64 bits");
        }
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException(
                "'" + text + "' " + why + "; write for example 1000x3, 1000,3 or *x3");
    }

    /// Elements in all dimensions together, leaving out an open one.
    BigInteger count() {
        return entries.stream()
                .filter(entry -> entry >= 0)
                .map(BigInteger::valueOf)
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /// Whether a dimension is left open.
    boolean isOpen() {
        return entries.contains(-1L);
    }

    /// The shape in the form that views take it, -1 for an open dimension.
    public long[] extents() {
        return with(-1);
    }

    /// The shape with a number in the place of the open dimension.
    long[] with(long open) {
        return entries.stream().mapToLong(entry -> entry < 0 ? open : entry).toArray();
    }

    /// A shape as [#parse] reads it: `1000x3`.
    static String bare(long... shape) {
        return LongStream.of(shape).mapToObj(String::valueOf).collect(Collectors.joining("x"));
    }

    /// A shape as Python writes it: `(1000, 3)`, `(5,)`, `()`.
    static String text(long... shape) {
        return shape.length == 1
                ? "(" + shape[0] + ",)"
                : LongStream.of(shape)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
