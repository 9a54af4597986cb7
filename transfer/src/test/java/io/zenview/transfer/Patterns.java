package io.zenview.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Bytes in which a lost, repeated or misplaced piece shows. */
final class Patterns {
    private Patterns() {}

    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    static Path file(Path directory, int size) throws IOException {
        return Files.write(directory.resolve("pattern-" + size), bytes(size));
    }
}
