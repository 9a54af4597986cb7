package io.zenview.client;

import io.zenview.transfer.Digest;
import io.zenview.transfer.DigestAlgorithm;
import io.zenview.transfer.ProgressListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Fetches a file over HTTP into a file, so that it can be resumed and is verified.
///
/// ```java
/// GetReport report = Download.builder(URI.create("https://example.org/film.mp4"), Path.of("film.mp4"))
///         .streams(4)
///         .build()
///         .run();
/// ```
///
/// **The name says that it is complete.** Bytes go into `FILE.part`; `FILE` appears in one step,
/// after all bytes are there, were compared with the digest if there is one, and are on the disk. A
/// `FILE` that exists is not touched unless [Builder#replace] allows it.
///
/// **Resuming.** `FILE.part.json` records after each piece which bytes are there. Running the same
/// download again after the process was killed, at whatever moment, fetches the other ones. Parts
/// of different versions are never put together: if the source's entity tag (or, where it has no
/// strong one, its date) or its size is another one than at the beginning, the run ends with a
/// [SourceChangedException]. A server that marks its versions with neither is asked for the whole.
/// The record is not synced with each piece; after a crash of the whole machine it is trusted only
/// if there is a digest to compare the result with.
///
/// **Streams.** If the server knows ranges, pieces are fetched by several requests side by side,
/// and each answer is checked against what was asked for. A connection that is lost is replaced, up
/// to five times without progress, with pauses from half a second on, or as long as the server
/// wishes (`Retry-After`, up to two minutes).
///
/// **Verification.** The SHA-256 is computed while bytes arrive, and compared with the server's
/// `Repr-Digest` (RFC 9530) and with the caller's. If they differ, the bytes are kept as
/// `FILE.corrupt`, and the run ends with a [DigestMismatchException]. Where there is nothing to
/// compare with, [GetReport#verified] is false.
///
/// **Copies.** From the socket into the JDK's buffers, from there into the page cache; the hash
/// reads it once more.
///
/// Proxies are those of the JDK ([java.net.ProxySelector], `-Dhttps.proxyHost=…`). Instances are
/// immutable; each [#run] is a download of its own.
public final class Download {
    private final DownloadPlan plan;

    private Download(DownloadPlan plan) {
        this.plan = plan;
    }

    /// Begins a description of a download.
    ///
    /// @param address an `http` or `https` address
    /// @param file where the bytes go; its folder exists
    /// @return a builder
    /// @throws IllegalArgumentException if the address is none of http
    public static Builder builder(URI address, Path file) {
        return new Builder(HttpAddress.require(address), file);
    }

    /// Fetches. Blocks until the file has its name.
    ///
    /// @return what was done
    /// @throws HttpFailureException if the server refuses
    /// @throws SourceChangedException if there is a part of another version
    /// @throws DigestMismatchException if the bytes are not those that were promised
    /// @throws java.nio.file.FileAlreadyExistsException if the file exists
    /// @throws FileSystemException if it cannot be written; what was fetched is kept
    /// @throws IOException if the connection was lost for good, or this thread was interrupted;
    ///   what was fetched is kept
    public GetReport run() throws IOException {
        try (Target target = Target.open(plan.file(), plan.replace())) {
            try {
                DownloadRun run = new DownloadRun(plan, target);
                return target.isPublished() ? run.published() : run.run();
            } catch (FileBody.TargetFailure e) {
                Throwable cause = e.getCause();
                FileSystemException told =
                        new FileSystemException(
                                target.part().toString(),
                                null,
                                "Writing failed "
                                        + e.getMessage()
                                        + (cause == null ? "" : ": " + cause.getMessage())
                                        + "; what was fetched is kept, the same command goes on from there");
                told.initCause(e);
                throw told;
            } finally {
                target.discardIfEmpty();
            }
        }
    }

    /// Describes a download.
    public static final class Builder {
        private static final int MOST_STREAMS = 64;

        private final URI address;
        private final Path file;
        private int streams = 4;
        private long pieceSize = 16L << 20;
        private @Nullable Digest expected;
        private boolean replace;
        private boolean restart;
        private @Nullable String token;
        private @Nullable Path certificates;
        private ProgressListener listener = (_, _) -> {};
        private Duration pause = Backoff.FIRST_PAUSE;
        private Duration stall = Duration.ofSeconds(60);

        private Builder(URI address, Path file) {
            this.address = address;
            this.file = Objects.requireNonNull(file, "file");
        }

        /// How many requests may run side by side; 4 unless said otherwise.
        ///
        /// @param number 1 to 64
        /// @return this builder
        /// @throws IllegalArgumentException if it is beyond that
        public Builder streams(int number) {
            if (number < 1 || number > MOST_STREAMS) {
                throw new IllegalArgumentException(
                        number + " streams; 1 to " + MOST_STREAMS + " are possible");
            }
            this.streams = number;
            return this;
        }

        /// What is fetched by one request and recorded when it is there; 16 MiB unless said
        /// otherwise.
        ///
        /// @param bytes 64 KiB to 1 GiB
        /// @return this builder
        /// @throws IllegalArgumentException if it is beyond that
        public Builder pieceSize(long bytes) {
            if (bytes < 64 << 10 || bytes > 1 << 30) {
                throw new IllegalArgumentException(
                        "pieces of " + bytes + " bytes; 65536 to 1073741824 are possible");
            }
            this.pieceSize = bytes;
            return this;
        }

        /// The SHA-256 that the file must have.
        ///
        /// @param digest a SHA-256
        /// @return this builder
        /// @throws IllegalArgumentException if it is of another kind
        public Builder digest(Digest digest) {
            if (digest.algorithm() != DigestAlgorithm.SHA_256) {
                throw new IllegalArgumentException(digest + " is no sha-256");
            }
            this.expected = new Digest(digest.algorithm(), digest.hex().toLowerCase(Locale.ROOT));
            return this;
        }

        /// Whether a file of the name may be replaced, in one step at the end. If not, which is the
        /// default, its existence is a failure.
        ///
        /// @param allowed whether it may
        /// @return this builder
        public Builder replace(boolean allowed) {
            this.replace = allowed;
            return this;
        }

        /// Whether to throw away what an earlier run left. If not, which is the default, it is gone
        /// on with.
        ///
        /// @param wanted whether to
        /// @return this builder
        public Builder restart(boolean wanted) {
            this.restart = wanted;
            return this;
        }

        /// A bearer token for the server of the address; other servers, to which it may redirect,
        /// don't get it.
        ///
        /// @param secret the token
        /// @return this builder
        public Builder token(String secret) {
            this.token = HttpAddress.requireToken(secret);
            return this;
        }

        /// Whose certificates to believe in, instead of those that the JDK believes in.
        ///
        /// @param pem a PEM file, read by each run
        /// @return this builder
        public Builder certificates(Path pem) {
            this.certificates = pem;
            return this;
        }

        /// Who is told of the progress: the bytes that are there, and the size of the file as far
        /// as it is known. Called by one thread at a time.
        ///
        /// @param progress what it throws ends the download
        /// @return this builder
        public Builder onProgress(ProgressListener progress) {
            this.listener = progress;
            return this;
        }

        /// The pause after the first failure, for tests that don't want to wait.
        Builder pause(Duration first) {
            this.pause = first;
            return this;
        }

        /// How long to wait for the next byte; a minute unless said otherwise.
        ///
        /// @param limit more than nothing
        /// @return this builder
        public Builder stall(Duration limit) {
            this.stall = limit;
            return this;
        }

        /// The download.
        ///
        /// @return a download that has not begun
        public Download build() {
            return new Download(
                    new DownloadPlan(
                            address,
                            file,
                            streams,
                            pieceSize,
                            expected,
                            replace,
                            restart,
                            token,
                            certificates,
                            listener,
                            pause,
                            stall));
        }
    }
}
