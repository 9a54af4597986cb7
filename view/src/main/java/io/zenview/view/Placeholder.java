package io.zenview.view;

/// Keeps the package from being empty until its first type is written.
public final class Placeholder {
    private Placeholder() {}
}
