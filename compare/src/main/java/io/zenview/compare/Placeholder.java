package io.zenview.compare;

/// Keeps the package from being empty until its first type is written.
final class Placeholder {
    private Placeholder() {}
}
