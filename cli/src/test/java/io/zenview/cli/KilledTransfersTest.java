package io.zenview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zenview.client.DigestMismatchException;
import io.zenview.client.Download;
import io.zenview.client.GetReport;
import io.zenview.client.HttpFailureException;
import io.zenview.client.PutReport;
import io.zenview.client.SourceChangedException;
import io.zenview.client.Upload;
import io.zenview.server.OriginServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Kills one side of a transfer (SIGKILL) again and again, after a random number of bytes each
/// time, and lets it go on until all is there. What arrives must be the same, byte for byte.
///
/// `-Dzenview.kills=100` kills 100 senders and 100 receivers of uploads, and a fifth as many of
/// either side of downloads; without it there are fewer, so that a build takes no minutes.
/// `-Dzenview.seed=…` repeats the choices of a run that failed.
@EnabledOnOs(OS.LINUX)
@Timeout(900)
class KilledTransfersTest {
    private static final int KILLS = Integer.getInteger("zenview.kills", 10);
    private static final int FETCH_KILLS = Math.max(4, KILLS / 5);
    private static final long SEED = Long.getLong("zenview.seed", 20_250_408);
    private static final int PIECE = 1 << 20;

    /// What `zenview get` records at once.
    private static final long RECORDED_PIECE = 16 << 20;

    /// More than the kernel holds for four connections.
    private static final long IN_SOCKETS = 32 << 20;

    @TempDir static Path directory;

    private static Path small;
    private static Path large;

    @BeforeAll
    static void writeRandomBytes() throws IOException {
        // So large that a transfer is still under way when it is looked at.
        small = write("small", 64);
        large = write("large", 128);
    }

    private static Path write(String name, int mebibytes) throws IOException {
        Random random = new Random(SEED + mebibytes);
        byte[] bytes = new byte[1 << 20];
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < mebibytes; i++) {
                random.nextBytes(bytes);
                out.write(bytes);
            }
        }
        return file;
    }

    @Test
    void aKilledSenderGoesOn() throws Exception {
        String digest = sha256(small);
        KillLane.each(
                directory,
                "put",
                SEED,
                KILLS,
                lane -> {
                    try (OriginServer server = serve(lane.root())) {
                        String url = "http://127.0.0.1:" + server.port() + "/";
                        lane.killAll(
                                25,
                                (name, kills, story) -> {
                                    BytesThere there = BytesThere.uploaded(lane.root());
                                    List<String> put =
                                            List.of("put", small.toString(), url + name, "--json");
                                    String said =
                                            killUntilDone(
                                                    lane, () -> put, there, kills, story, small);
                                    assertThat(said)
                                            .contains("\"digest\":\"sha-256:" + digest)
                                            .contains("\"verified\":true");
                                    long sent = number(said, "bytes");
                                    assertThat(sent)
                                            .as("bytes of the last run")
                                            .isLessThanOrEqualTo(Files.size(small) - story.seen());
                                    checkUploaded(lane.root(), name);
                                });
                    }
                });
    }

    @Test
    void aKilledReceiverIsSentTheRest() throws Exception {
        String digest = sha256(small);
        KillLane.each(
                directory,
                "serve",
                SEED,
                KILLS,
                lane -> {
                    try (ChildServer server = new ChildServer(lane.folder(), lane.root())) {
                        lane.killAll(
                                25,
                                (name, kills, story) -> {
                                    BytesThere there = BytesThere.uploaded(lane.root());
                                    Upload upload =
                                            Upload.builder(small, server.address().resolve(name))
                                                    .stateFolder(lane.folder().resolve("state"))
                                                    .build();
                                    PutReport report =
                                            killUnder(
                                                    lane,
                                                    upload::run,
                                                    server,
                                                    there,
                                                    kills,
                                                    story,
                                                    small);
                                    assertThat(report.digest().hex()).isEqualTo(digest);
                                    assertThat(report.verified()).isTrue();
                                    checkUploaded(lane.root(), name);
                                });
                    }
                });
    }

    @Test
    void aKilledGetterGoesOn() throws Exception {
        String digest = sha256(large);
        KillLane.each(
                directory,
                "get",
                SEED,
                FETCH_KILLS,
                lane -> {
                    Files.createLink(lane.root().resolve("large"), large);
                    try (OriginServer server = serve(lane.root())) {
                        String url = "http://127.0.0.1:" + server.port() + "/large";
                        lane.killAll(
                                5,
                                (name, kills, story) -> {
                                    Path file = lane.folder().resolve(name);
                                    boolean alone = lane.random().nextBoolean();
                                    BytesThere recorded = BytesThere.recorded(file);
                                    BytesThere there = alone ? BytesThere.written(file) : recorded;
                                    List<String> get =
                                            List.of(
                                                    "get",
                                                    url,
                                                    file.toString(),
                                                    "--json",
                                                    "--streams",
                                                    alone ? "1" : "4");
                                    String said =
                                            killUntilDone(
                                                    lane,
                                                    () -> orReplacing(file, get),
                                                    there,
                                                    kills,
                                                    story,
                                                    large);
                                    assertThat(said)
                                            .contains("\"digest\":\"sha-256:" + digest)
                                            .contains("\"verified\":true");
                                    long seen = story.seen();
                                    assertThat(number(said, "resumedFrom"))
                                            .isGreaterThanOrEqualTo(
                                                    alone
                                                            ? (seen - 1)
                                                                    / RECORDED_PIECE
                                                                    * RECORDED_PIECE
                                                            : seen);
                                    checkFetched(file);
                                });
                    }
                });
    }

    @Test
    void aKilledServerIsAskedForTheRest() throws Exception {
        String digest = sha256(large);
        KillLane.each(
                directory,
                "source",
                SEED,
                FETCH_KILLS,
                lane -> {
                    Path root = lane.root();
                    Files.createLink(root.resolve("large"), large);
                    try (ChildServer server = new ChildServer(lane.folder(), root)) {
                        lane.killAll(
                                5,
                                (name, kills, story) -> {
                                    Path file = lane.folder().resolve(name);
                                    Download download =
                                            Download.builder(
                                                            server.address().resolve("large"), file)
                                                    .streams(1 + lane.random().nextInt(4))
                                                    .pieceSize(PIECE)
                                                    .build();
                                    BytesThere there = BytesThere.recorded(file);
                                    GetReport report =
                                            killUnder(
                                                    lane,
                                                    download::run,
                                                    server,
                                                    there,
                                                    kills,
                                                    story,
                                                    large);
                                    assertThat(report.digest().hex()).isEqualTo(digest);
                                    assertThat(report.verified()).isTrue();
                                    checkFetched(file);
                                });
                    }
                });
    }

    private static OriginServer serve(Path root) throws IOException {
        return OriginServer.builder()
                .directory(root)
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .takeUploads()
                .start();
    }

    /// Starts a command until it was killed so many times, or is done, and once more if it isn't.
    ///
    /// @return what the run said that was let through
    private static String killUntilDone(
            KillLane lane,
            Supplier<List<String>> args,
            BytesThere there,
            int kills,
            KillStory story,
            Path source)
            throws Exception {
        long size = Files.size(source);
        for (int left = kills; left > 0; left--) {
            long aim = story.next(size, left);
            try (ChildCommand child = ChildCommand.start(lane.folder(), args.get())) {
                if (!there.reach(aim, child::hasEnded)) {
                    return success(child);
                }
                child.kill();
                story.killed(aim, there.now());
            }
        }
        try (ChildCommand child = ChildCommand.start(lane.folder(), args.get())) {
            return success(child);
        }
    }

    /// Killed between giving the file its name and telling so, a getter would refuse to touch it.
    private static List<String> orReplacing(Path file, List<String> get) {
        boolean hasItsName =
                Files.exists(file)
                        && Files.notExists(file.resolveSibling(file.getFileName() + ".part"));
        return hasItsName ? Stream.concat(get.stream(), Stream.of("--force")).toList() : get;
    }

    private static String success(ChildCommand child) throws Exception {
        assertThat(child.exitStatus()).as(child.said()).isEqualTo(Zenview.DONE);
        return child.said();
    }

    /// Kills a server so many times, or until the client is done, and starts it again each time.
    /// One half of the clients goes on by itself, the other half by another run.
    private static <T> T killUnder(
            KillLane lane,
            Callable<T> client,
            ChildServer server,
            BytesThere there,
            int kills,
            KillStory story,
            Path source)
            throws Exception {
        long size = Files.size(source);
        FutureTask<T> task = new FutureTask<>(() -> untilItEnds(client));
        Thread thread = Thread.ofPlatform().name("client").start(task);
        try {
            for (int left = kills; left > 0; left--) {
                long aim = story.next(size, left);
                if (!there.reach(aim, () -> task.isDone() || server.hasEnded())) {
                    break;
                }
                server.kill();
                story.killed(aim, there.now());
                // What is in the sockets yet may complete it, and a run that was interrupted after
                // that does not go on, but begins anew.
                boolean isFarFromDone = story.seen() > 0 && story.seen() < size - IN_SOCKETS;
                if (lane.random().nextBoolean() && isFarFromDone) {
                    thread.interrupt();
                }
                server.startAgain();
            }
            assertThat(server.hasEnded()).as(server.said()).isFalse();
            return task.get(60, TimeUnit.SECONDS);
        } finally {
            task.cancel(true);
        }
    }

    /// What a person does: the same command again. Not after a refusal, though: none is due.
    private static <T> T untilItEnds(Callable<T> client) throws Exception {
        for (int tries = 0; ; tries++) {
            try {
                return client.call();
            } catch (HttpFailureException
                    | SourceChangedException
                    | DigestMismatchException
                    | FileSystemException e) {
                throw e;
            } catch (IOException e) {
                if (tries == 1000) {
                    throw e;
                }
            }
            sleepThroughInterrupts();
        }
    }

    private static void sleepThroughInterrupts() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException _) {
            // It was to end the run, which it has done.
        }
    }

    private static void checkUploaded(Path root, String name) throws IOException {
        Path file = root.resolve(name);
        assertThat(Files.mismatch(small, file)).as("first byte that differs").isEqualTo(-1);
        try (Stream<Path> left = Files.list(root.resolve(".zenview-uploads"))) {
            for (Path path : left.toList()) {
                if (!path.endsWith("lock")) {
                    assertThat(path.toString()).endsWith(".json");
                    assertThat(path).content().contains("\"stored\"");
                }
            }
        }
        Files.delete(file);
    }

    private static void checkFetched(Path file) throws IOException {
        assertThat(Files.mismatch(large, file)).as("first byte that differs").isEqualTo(-1);
        for (String more : List.of(".part", ".part.json", ".corrupt")) {
            assertThat(file.resolveSibling(file.getFileName() + more)).doesNotExist();
        }
        Files.delete(file);
    }

    private static long number(String json, String name) {
        return Long.parseLong(json.replaceFirst("(?s).*\"" + name + "\":(\\d+).*", "$1"));
    }

    private static String sha256(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
