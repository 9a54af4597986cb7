package io.zenview.client;

import io.zenview.transfer.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// One download under way: asks what there is, has it fetched, compares, and gives it its name.
final class DownloadRun {
    private final DownloadPlan plan;
    private final long begun = System.nanoTime();
    private final Target target;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Pace pace;
    private final List<String> notes = new ArrayList<>();
    private long resumedFrom;
    private int used = 1;

    DownloadRun(DownloadPlan plan, Target target) {
        this.plan = plan;
        this.pace = new Pace(plan.listener());
        this.target = target;
    }

    private Backoff backoff() {
        return new Backoff(plan.pause(), stopped::get);
    }

    GetReport run() throws IOException {
        Trust trust = plan.certificates() == null ? null : Trust.in(plan.certificates());
        // Not stopped when the last stream has ended: one more question may follow.
        try (Session session =
                        new Session(
                                plan.address(), plan.token(), trust, plan.stall(), () -> false);
                Session streaming =
                        new Session(
                                plan.address(), plan.token(), trust, plan.stall(), stopped::get)) {
            Probe probe = new Probe(session, () -> new Backoff(plan.pause(), () -> false));
            Source source = probe.ask(plan.address());
            WholeFetch.Result result = fetch(streaming, source);
            return finish(probe, result);
        }
    }

    private WholeFetch.Result fetch(Session session, Source source) throws IOException {
        DownloadState state = new DownloadState(plan.address(), target, notes);
        List<PieceMap.Span> done =
                state.usable(
                        source,
                        plan.restart(),
                        plan.expected() != null || source.digest().isPresent());
        if (source.isRecognisable() && (source.ranges() || source.size() == 0)) {
            PieceMap pieces = new PieceMap(source.size(), plan.pieceSize(), done);
            resumedFrom = pieces.total();
            // Pieces that were under way have their room, although they count for nothing.
            long begunBefore = resumedFrom > 0 ? plan.streams() * plan.pieceSize() : 0;
            target.reserve(source.size() - resumedFrom - begunBefore);
            state.save(source, pieces);
            try {
                return inRanges(session, source, pieces, state);
            } catch (NoRangesException _) {
                notes.add("Fetched as a whole, because the server sends no parts of it");
                resumedFrom = 0;
                used = 1;
                stopped.set(false);
            }
        } else if (source.size() > 0) {
            target.reserve(source.size());
        }
        return new WholeFetch(session, plan.address(), target, pace, this::backoff, stopped::get)
                .run();
    }

    private WholeFetch.Result inRanges(
            Session session, Source source, PieceMap pieces, DownloadState state)
            throws IOException {
        Object lock = new Object();
        RangeFetch fetch =
                new RangeFetch(
                        session,
                        source,
                        target,
                        pieces,
                        () -> {
                            synchronized (lock) {
                                state.save(source, pieces);
                            }
                        },
                        pace,
                        this::backoff,
                        stopped);
        used =
                Math.clamp(
                        Math.ceilDiv(source.size() - resumedFrom, plan.pieceSize()),
                        1,
                        plan.streams());
        return new WholeFetch.Result(source, fetch.run(plan.streams()), true);
    }

    private GetReport finish(Probe probe, WholeFetch.Result result) throws IOException {
        Source source = result.source();
        Digest actual = result.digest();
        if (plan.expected() != null) {
            compare(plan.expected(), actual, "the caller");
        }
        Optional<Digest> promised = source.digest();
        if (promised.isEmpty() && plan.expected() == null) {
            promised = probe.askAgain(source).digest();
        }
        if (promised.isPresent()) {
            compare(promised.get(), actual, "the server");
        }
        boolean verified = plan.expected() != null || promised.isPresent();
        if (!verified && !result.isEndMarked()) {
            target.startAnew();
            throw new IOException(
                    plan.address()
                            + " came without a length or a mark of its end, so nobody knows whether "
                            + source.size()
                            + " bytes are all; with --digest it can be told");
        }
        target.channel().truncate(source.size());
        target.publish();
        pace.finished(source.size());
        return new GetReport(
                source.address(),
                plan.file(),
                source.size(),
                Duration.ofNanos(System.nanoTime() - begun),
                resumedFrom,
                used,
                Optional.ofNullable(source.etag()),
                actual,
                verified,
                List.copyOf(notes));
    }

    private void compare(Digest promised, Digest actual, String by) throws IOException {
        if (!promised.equals(actual)) {
            Path aside = target.setAside();
            throw new DigestMismatchException(
                    "What came from "
                            + plan.address()
                            + " has "
                            + actual
                            + ", but "
                            + by
                            + " promised "
                            + promised
                            + "; it is kept as "
                            + aside
                            + " for a look, and the same command fetches it anew",
                    promised,
                    actual);
        }
    }

    /// The report that the run could not give that was killed after its last step but one.
    GetReport published() throws IOException {
        long size = target.channel().size();
        PieceMap all = new PieceMap(size, Math.max(1, size), List.of(new PieceMap.Span(0, size)));
        Digest digest;
        try (PrefixHasher hasher =
                PrefixHasher.start(target.channel(), plan.file().toString(), all)) {
            digest = hasher.digest();
        }
        target.state().delete();
        if (plan.expected() != null && !plan.expected().equals(digest)) {
            throw new DigestMismatchException(
                    plan.file()
                            + " is complete and has "
                            + digest
                            + " instead of "
                            + plan.expected(),
                    plan.expected(),
                    digest);
        }
        return new GetReport(
                plan.address(),
                plan.file(),
                size,
                Duration.ofNanos(System.nanoTime() - begun),
                size,
                0,
                Optional.empty(),
                digest,
                plan.expected() != null,
                List.of("An earlier run had finished it already"));
    }
}
