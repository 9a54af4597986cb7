package io.zenview.compare;

import java.io.IOException;
import java.util.Optional;

/// The Python half of a comparison. It is a guest: if it fails, its columns are left out with the
/// reason, and the comparison goes on.
final class PythonSide {
    private Python python;

    PythonSide(Python python) {
        this.python = python;
    }

    /// The interpreter, or why there is none (any more).
    Python python() {
        return python;
    }

    /// Runs a program.
    ///
    /// @return its answer, or nothing if there is no Python or it has failed
    Optional<Answer> ask(String program, Object... arguments) throws InterruptedException {
        if (!python.isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(python.run(program, arguments));
        } catch (IOException e) {
            String cause = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
            python = Python.none(e.getMessage() + cause);
            return Optional.empty();
        }
    }
}
