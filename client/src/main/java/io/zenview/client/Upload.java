package io.zenview.client;

import io.netty.handler.codec.http.HttpMethod;
import io.zenview.transfer.Digest;
import io.zenview.transfer.ProgressListener;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends a file to an HTTP server, so that it can be resumed and is verified.
///
/// ```java
/// PutReport report = Upload.builder(Path.of("film.mp4"), URI.create("http://archive.example:8080/films/"))
///         .token(secret)
///         .build()
///         .run();
/// ```
///
/// **Resuming.** A server that knows resumable uploads (the IETF's
/// draft-ietf-httpbis-resumable-upload; its answer to OPTIONS says so) gives the upload an address,
/// which is remembered in the user's state folder. Running the same upload again after the process
/// was killed, at whatever moment, asks for the offset and sends the rest. If the file is another
/// one by then (size, time of change or number of the file), the upload begins anew, and
/// [PutReport#notes] says so. A connection that is lost is replaced, up to five times without
/// progress, with pauses from half a second on, or as long as the server wishes (`Retry-After`, up
/// to two minutes).
///
/// Any other server gets one plain PUT, which begins anew when it breaks off.
///
/// **Verification.** The file's SHA-256 is computed while it is sent, and goes with the request
/// that completes the upload (`Repr-Digest`, RFC 9530); nothing comes into being on the server if
/// it differs. A plain PUT carries it for files of up to 64 MiB. [PutReport#verified] is true if
/// the server has told the same digest afterwards.
///
/// **A file that changes while it is sent** ends the upload with a [SourceChangedException].
///
/// **Copies.** Over plain http the bytes go by sendfile, from the page cache to the socket; none
/// passes through this process on its way. The digest reads them once more beside it. Over https
/// there is no sendfile: they are read into direct buffers and encrypted there.
///
/// Instances are immutable; each [#run] is an upload of its own. Proxies are not used.
public final class Upload {
    private final Path file;
    private final URI target;
    private final Map<String, String> conditions;
    private final boolean restart;
    private final @Nullable String token;
    private final @Nullable Path certificates;
    private final ProgressListener listener;
    private final Path stateFolder;
    private final boolean epoll;
    private final Duration pause;
    private final Duration stall;

    private Upload(Builder builder) {
        this.file = builder.file;
        this.target = builder.target;
        this.conditions = Map.copyOf(builder.conditions);
        this.restart = builder.restart;
        this.token = builder.token;
        this.certificates = builder.certificates;
        this.listener = builder.listener;
        this.stateFolder = builder.stateFolder;
        this.epoll = builder.epoll;
        this.pause = builder.pause;
        this.stall = builder.stall;
    }

    /// Begins a description of an upload.
    ///
    /// @param file a regular file
    /// @param address an `http` or `https` address; if it ends with a slash, the file's name is
    ///   appended
    /// @return a builder
    /// @throws IllegalArgumentException if the address is none of http
    public static Builder builder(Path file, URI address) {
        HttpAddress.require(address);
        String path = address.getRawPath();
        boolean isFolder = path == null || path.isEmpty() || path.endsWith("/");
        Path name = file.getFileName();
        URI target =
                isFolder && name != null
                        ? address.resolve(
                                (path == null || path.isEmpty() ? "/" : path)
                                        + HttpAddress.encode(name.toString()))
                        : address;
        return new Builder(file, target);
    }

    /// Sends. Blocks until the server has all of it and says so.
    ///
    /// @return what was done
    /// @throws HttpFailureException if the server refuses; the message has its reason
    /// @throws SourceChangedException if the file changed meanwhile
    /// @throws DigestMismatchException if the server has something else afterwards
    /// @throws IOException if the file cannot be read, the connection was lost for good, or this
    ///   thread was interrupted; running it again goes on
    public PutReport run() throws IOException {
        long begun = System.nanoTime();
        Trust trust = certificates == null ? null : Trust.in(certificates);
        List<String> notes = new ArrayList<>();
        try (SourceFile source = SourceFile.open(file);
                Wire wire = new Wire(epoll, trust);
                Talk talk = new Talk(wire, target, token, stall);
                PrefixHasher hasher =
                        PrefixHasher.start(source.channel(), file.toString(), source.prefix())) {
            Pace pace = new Pace(listener);
            Sent sent = new Sent(pace, source.size());
            UploadState state = new UploadState(stateFolder, source, target);
            Optional<URI> earlier = earlier(talk, state, notes);
            boolean resumable = earlier.isPresent() || takesParts(talk);
            Optional<Answer> answer;
            long resumedFrom = 0;
            try {
                if (!resumable) {
                    throw new ResumableUpload.Unsupported();
                }
                ResumableUpload.Result result =
                        new ResumableUpload(
                                        talk,
                                        source,
                                        target,
                                        conditions,
                                        hasher,
                                        sent,
                                        state,
                                        notes)
                                .run(earlier, backoff());
                answer = result.answer();
                resumedFrom = result.resumedFrom();
            } catch (ResumableUpload.Unsupported _) {
                resumable = false;
                answer =
                        Optional.of(
                                new PlainUpload(talk, source, target, conditions, hasher, sent)
                                        .run(backoff()));
                source.requireUnchanged();
            }
            Digest digest = hasher.digest();
            Confirmation there = confirm(talk, answer, digest);
            pace.finished(source.size());
            return new PutReport(
                    file,
                    target,
                    source.size(),
                    sent.bytes(),
                    resumedFrom,
                    Duration.ofNanos(System.nanoTime() - begun),
                    digest,
                    there.verified(),
                    there.etag(),
                    answer.flatMap(this::location),
                    resumable,
                    !Redirect.isHttps(target),
                    List.copyOf(notes));
        }
    }

    private Backoff backoff() {
        return new Backoff(pause, () -> false);
    }

    private Optional<URI> earlier(Talk talk, UploadState state, List<String> notes)
            throws IOException {
        Optional<UploadState.Earlier> earlier = state.find();
        if (earlier.isEmpty()) {
            return Optional.empty();
        }
        if (!restart && earlier.get().isSame()) {
            return Optional.of(earlier.get().upload());
        }
        if (!earlier.get().isSame()) {
            notes.add("Sent from the start, because " + file + " has changed since the last try");
        }
        ResumableUpload.cancel(talk, earlier.get().upload());
        state.delete();
        return Optional.empty();
    }

    /// Asks before an upload is created: a server that doesn't know such uploads would take the
    /// request for an empty file.
    private boolean takesParts(Talk talk) throws IOException {
        Answer answer = talk.askPatiently(HttpMethod.OPTIONS, target, Map.of(), backoff());
        return answer.isSuccess()
                && answer.fields().getAll("Accept-Patch").stream()
                        .anyMatch(line ->
                                line.toLowerCase(Locale.ROOT).contains(UploadField.PARTIAL_UPLOAD));
    }

    private Optional<URI> location(Answer answer) {
        try {
            return Optional.ofNullable(answer.field("Location"))
                    .map(answer.address()::resolve)
                    .filter(place -> !place.equals(target));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// What the server has now.
    private record Confirmation(boolean verified, Optional<String> etag) {}

    private Confirmation confirm(Talk talk, Optional<Answer> answer, Digest digest)
            throws IOException {
        Optional<String> etag = answer.map(a -> a.field("ETag"));
        Optional<Digest> told = answer.flatMap(Upload::digest);
        if (told.isEmpty()) {
            try {
                Answer head =
                        talk.ask(
                                HttpMethod.HEAD,
                                target,
                                Map.of(DigestField.WANT_REPR_DIGEST, DigestField.WANTED));
                if (head.isSuccess()) {
                    told = digest(head);
                    etag = etag.or(() -> Optional.ofNullable(head.field("ETag")));
                }
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException _) {
                // The file is there; that it can't be looked at is no failure of the upload.
                told = Optional.empty();
            }
        }
        if (told.isPresent() && !told.get().equals(digest)) {
            throw new DigestMismatchException(
                    target
                            + " has "
                            + told.get()
                            + " after the upload, but "
                            + file
                            + " has "
                            + digest
                            + "; the same command with --restart sends it anew",
                    digest,
                    told.get());
        }
        return new Confirmation(told.isPresent(), etag);
    }

    private static Optional<Digest> digest(Answer answer) {
        return DigestField.parse(answer.fields().getAll(DigestField.REPR_DIGEST));
    }

    /// Describes an upload.
    public static final class Builder {
        private final Path file;
        private final URI target;
        private final Map<String, String> conditions = new HashMap<>();
        private boolean restart;
        private @Nullable String token;
        private @Nullable Path certificates;
        private ProgressListener listener = (_, _) -> {};
        private Path stateFolder = UploadState.usualFolder();
        private boolean epoll = true;
        private Duration pause = Backoff.FIRST_PAUSE;
        private Duration stall = Duration.ofMinutes(2);

        private Builder(Path file, URI target) {
            this.file = Objects.requireNonNull(file, "file");
            this.target = target;
        }

        /// Only if there is nothing at the address yet; otherwise the server answers 412.
        ///
        /// @return this builder
        public Builder ifAbsent() {
            conditions.put("If-None-Match", "*");
            return this;
        }

        /// Only if what is at the address has this entity tag; otherwise the server answers 412.
        ///
        /// @param etag the tag, with its quotes
        /// @return this builder
        /// @throws IllegalArgumentException if it is no strong entity tag
        public Builder ifMatch(String etag) {
            if (!etag.matches("\"[\\x21\\x23-\\x7e]*\"")) {
                throw new IllegalArgumentException(
                        "'" + etag + "' is no strong entity tag like \"5f3a\", quotes included");
            }
            conditions.put("If-Match", etag);
            return this;
        }

        /// Whether to forget what an earlier run has sent. If not, which is the default, it is gone
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

        /// Who is told of the progress: the bytes that were handed to the operating system, with
        /// those the server had before, and the size of the file.
        ///
        /// @param progress what it throws ends the upload
        /// @return this builder
        public Builder onProgress(ProgressListener progress) {
            this.listener = progress;
            return this;
        }

        /// Where uploads under way are remembered; `$XDG_STATE_HOME/zenview` or
        /// `~/.local/state/zenview` unless said otherwise.
        ///
        /// @param folder is made when it is needed
        /// @return this builder
        public Builder stateFolder(Path folder) {
            this.stateFolder = folder;
            return this;
        }

        /// How long to wait when nothing moves, for the answer after the last byte, too; two
        /// minutes unless said otherwise.
        ///
        /// @param limit more than nothing
        /// @return this builder
        public Builder stall(Duration limit) {
            this.stall = limit;
            return this;
        }

        /// Whether to use epoll where it loads.
        Builder epoll(boolean wanted) {
            this.epoll = wanted;
            return this;
        }

        /// The pause after the first failure, for tests that don't want to wait.
        Builder pause(Duration first) {
            this.pause = first;
            return this;
        }

        /// The upload.
        ///
        /// @return an upload that has not begun
        public Upload build() {
            return new Upload(this);
        }
    }
}
