package io.zenview.server;

/// A parameter of a query that is missing, unknown, or makes no sense.
final class BadParameterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// Its name.
    private final String parameter;

    BadParameterException(String parameter, String message) {
        super(message);
        this.parameter = parameter;
    }

    String parameter() {
        return parameter;
    }
}
