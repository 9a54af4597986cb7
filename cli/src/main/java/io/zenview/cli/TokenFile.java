package io.zenview.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A secret in a file, where no list of processes shows it.
final class TokenFile {
    private TokenFile() {}

    static String read(Path file) throws IOException {
        String token = Files.readString(file).strip();
        if (!token.matches("[\\x21-\\x7e]+")) {
            throw new CommandFailure(
                    "--token-file: " + file + " has no token, which is one line of ASCII signs");
        }
        return token;
    }
}
