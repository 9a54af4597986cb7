package io.zenview.compare;

/// Whose program was measured.
public enum Language {
    /// Zenview, on this JVM or one like it.
    JAVA("Java"),

    /// The talk's program in Python.
    PYTHON("Python");

    private final String label;

    Language(String label) {
        this.label = label;
    }

    /// The language's name as people write it.
    ///
    /// @return the name
    @Override
    public String toString() {
        return label;
    }
}
