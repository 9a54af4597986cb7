package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// What the tests of uploads have in common.
final class Uploads {
    static final ContentStore NOTHING_TO_READ = new Unreadable("nothing to read");

    private Uploads() {}

    static WritableDirectory open(Path root) throws IOException {
        return open(root, UploadLimits.DEFAULT);
    }

    static WritableDirectory open(Path root, UploadLimits limits) throws IOException {
        return new WritableDirectory(root, NOTHING_TO_READ, limits, SpaceReservation.NONE);
    }

    static WritableDirectory open(Path root, UploadStep.Observer observer) throws IOException {
        return new WritableDirectory(
                root,
                NOTHING_TO_READ,
                UploadLimits.DEFAULT,
                SpaceReservation.NONE,
                observer,
                InstantSource.system());
    }

    static UploadLimits limits(long maxSize, int maxUnfinished, long maxUnfinishedBytes) {
        return new UploadLimits(
                maxSize, maxUnfinished, maxUnfinishedBytes, UploadLimits.DEFAULT.expiry());
    }

    static ContentPath path(String... segments) {
        return new ContentPath(List.of(segments), false);
    }

    static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /// Appends all of that, in pieces no larger than the appender has room for.
    static void append(Upload.Appender appender, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            appender.append(writing(buffer));
        }
    }

    static Upload.Write writing(ByteBuffer buffer) {
        return (file, position, atMost) -> {
            int n = (int) Math.min(buffer.remaining(), atMost);
            int written = file.write(buffer.slice(buffer.position(), n), position);
            buffer.position(buffer.position() + written);
            return written;
        };
    }

    static Stored put(WritableStore store, ContentPath path, UploadTerms terms, byte[] bytes)
            throws IOException {
        try (Upload.Appender appender = store.create(path, terms).append(() -> {})) {
            append(appender, bytes);
            return appender.complete();
        }
    }

    /// The names in the reserved directory, but for the lock.
    static List<String> leftovers(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(WritableDirectory.RESERVED))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("lock"))
                    .sorted()
                    .toList();
        }
    }

    static void assertNothingLeft(Path root) {
        try {
            assertThat(leftovers(root)).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static UploadException.Reason reason(Throwable failure) {
        assertThat(failure).isInstanceOf(UploadException.class);
        return ((UploadException) failure).reason();
    }

    /// A store that has nothing, and says of every path that it was asked for it.
    record Unreadable(String message) implements ContentStore {
        @Override
        public Found find(ContentPath path) throws IOException {
            throw new NoSuchFileException(message + ": " + path);
        }

        @Override
        public Listing list(ContentPath path) throws IOException {
            throw new NoSuchFileException(message + ": " + path);
        }
    }

    /// A clock that stands until it is moved.
    static final class Clock implements InstantSource {
        private Instant now = Instant.now();

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }
    }
}
