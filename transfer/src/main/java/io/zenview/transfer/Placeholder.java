package io.zenview.transfer;

/// Keeps the package from being empty until its first type is written.
final class Placeholder {
    private Placeholder() {}
}
