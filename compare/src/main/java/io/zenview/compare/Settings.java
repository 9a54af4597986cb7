package io.zenview.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// How large the comparisons are, how often they repeat, and with whom.
///
/// Start from [#defaults], which are the talk's numbers, and change what should differ.
///
/// @param size bytes to send, if no file is given
/// @param file a file of one's own to send instead of a temporary one
/// @param directory where temporary files go; they are as large as what is sent
/// @param rounds how often everything is measured
/// @param python the interpreter for the same programs in Python, or the reason why there is none
/// @param lengths the numbers of bytes that are walked through slice by slice, ascending
/// @param filmSize the size in bytes of the buffer that chunks are taken from
/// @param chunkSize the size in bytes of a chunk
/// @param numbers how many whole numbers are doubled
/// @param senderOptions further options for the JVM of a sender
/// @param server starts the server that is asked for chunks over HTTP, if there is one
public record Settings(
        long size,
        Optional<Path> file,
        Path directory,
        int rounds,
        Python python,
        List<Integer> lengths,
        long filmSize,
        int chunkSize,
        int numbers,
        List<String> senderOptions,
        Optional<ChunkServer.Starter> server) {
    /// More rounds than anybody waits for; beyond it is a slip of the finger.
    public static final int MAX_ROUNDS = 1000;

    /// A film as films are: more than any cache of a processor, less than most memories.
    private static final long LARGEST_FILM_FILE = 1L << 30;

    /// The film's own tables fit beside the chunk.
    private static final long SMALLEST_FILM_FILE = 64 << 10;

    /// Ten numbers are verified, as in the talk.
    private static final int MIN_NUMBERS = 10;

    /// Checks and copies.
    ///
    /// @throws IllegalArgumentException if a number is out of its range, naming it
    public Settings {
        lengths = List.copyOf(lengths);
        senderOptions = List.copyOf(senderOptions);
        require(size >= 1, "the size to send must be at least 1 byte, not " + size);
        require(
                rounds >= 1 && rounds <= MAX_ROUNDS,
                "there can be 1 to " + MAX_ROUNDS + " rounds, not " + rounds);
        require(lengths.size() >= 2, "a growth shows in two lengths at least, not in " + lengths);
        require(lengths.getFirst() >= 1, "a length must be at least 1, not " + lengths.getFirst());
        for (int i = 1; i < lengths.size(); i++) {
            require(lengths.get(i - 1) < lengths.get(i), "lengths must ascend, not " + lengths);
        }
        require(
                chunkSize >= 1 && chunkSize <= filmSize / 2,
                "a chunk of "
                        + chunkSize
                        + " bytes must be at most half of the buffer of "
                        + filmSize);
        require(
                numbers >= MIN_NUMBERS,
                "at least " + MIN_NUMBERS + " numbers are doubled, not " + numbers);
    }

    /// The talk's numbers: 2 GiB to send, 100,000 to 500,000 bytes to slice, chunks of 20 MiB, a
    /// million whole numbers; five rounds; without Python.
    ///
    /// @return settings that send a temporary file in the system's temporary directory
    public static Settings defaults() {
        return new Settings(
                2L << 30,
                Optional.empty(),
                Path.of(System.getProperty("java.io.tmpdir")),
                5,
                Python.none("not asked for"),
                List.of(100_000, 200_000, 300_000, 400_000, 500_000),
                256L << 20,
                20 << 20,
                1_000_000,
                List.of(),
                Optional.empty());
    }

    /// These settings with another size to send.
    ///
    /// @param bytes at least 1
    /// @return new settings
    public Settings withSize(long bytes) {
        return with(draft -> draft.size = bytes);
    }

    /// These settings with a file of one's own to send.
    ///
    /// @param source an existing file
    /// @return new settings
    public Settings withFile(Path source) {
        return with(draft -> draft.file = Optional.of(source));
    }

    /// These settings with another place for temporary files.
    ///
    /// @param directory an existing directory
    /// @return new settings
    public Settings withDirectory(Path directory) {
        return with(draft -> draft.directory = directory);
    }

    /// These settings with another number of rounds.
    ///
    /// @param rounds from 1 to [#MAX_ROUNDS]
    /// @return new settings
    public Settings withRounds(int rounds) {
        return with(draft -> draft.rounds = rounds);
    }

    /// These settings with Python beside, or without.
    ///
    /// @param python the interpreter, or none
    /// @return new settings
    public Settings withPython(Python python) {
        return with(draft -> draft.python = python);
    }

    /// These settings with other sizes for what happens in memory, for example small ones to try
    /// out.
    ///
    /// @param lengths numbers of bytes to walk through, ascending
    /// @param filmSize the buffer that chunks are taken from, in bytes
    /// @param chunkSize a chunk, in bytes
    /// @param numbers how many whole numbers are doubled
    /// @return new settings
    public Settings withMemorySizes(
            List<Integer> lengths, long filmSize, int chunkSize, int numbers) {
        return with(draft -> {
            draft.lengths = lengths;
            draft.filmSize = filmSize;
            draft.chunkSize = chunkSize;
            draft.numbers = numbers;
        });
    }

    /// These settings with one more option for the JVM of every sender.
    ///
    /// @param option as on the command line of `java`
    /// @return new settings
    public Settings withSenderOption(String option) {
        return with(draft -> {
            draft.senderOptions = new ArrayList<>(senderOptions);
            draft.senderOptions.add(option);
        });
    }

    /// These settings with a server to ask for chunks over HTTP; there is none in [#defaults].
    ///
    /// @param starter starts it
    /// @return new settings
    public Settings withServer(ChunkServer.Starter starter) {
        return with(draft -> draft.server = Optional.of(starter));
    }

    /// The size of the film's file that chunks are taken from: 1 GiB, or [#size] if that is less,
    /// but four chunks at least.
    ///
    /// @return bytes
    public long filmFileSize() {
        return Math.max(
                Math.max(SMALLEST_FILM_FILE, 4L * chunkSize), Math.min(LARGEST_FILM_FILE, size));
    }

    private Settings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /// Settings while one of them changes.
    private static final class Draft {
        private long size;
        private Optional<Path> file;
        private Path directory;
        private int rounds;
        private Python python;
        private List<Integer> lengths;
        private long filmSize;
        private int chunkSize;
        private int numbers;
        private List<String> senderOptions;
        private Optional<ChunkServer.Starter> server;

        Draft(Settings from) {
            size = from.size;
            file = from.file;
            directory = from.directory;
            rounds = from.rounds;
            python = from.python;
            lengths = from.lengths;
            filmSize = from.filmSize;
            chunkSize = from.chunkSize;
            numbers = from.numbers;
            senderOptions = from.senderOptions;
            server = from.server;
        }

        Settings settings() {
            return new Settings(
                    size,
                    file,
                    directory,
                    rounds,
                    python,
                    lengths,
                    filmSize,
                    chunkSize,
                    numbers,
                    senderOptions,
                    server);
        }
    }

    private static void require(boolean condition, String complaint) {
        if (!condition) {
            throw new IllegalArgumentException(complaint);
        }
    }
}
