package io.zenview.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.zenview.transfer.Digest;
import io.zenview.transfer.DigestAlgorithm;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knows the SHA-256 of what is served, by its ETag, and says it to whom wants to know
/// (`Want-Repr-Digest`, RFC 9530).
///
/// A digest costs as much as reading the file and half a second a gigabyte. So a `GET` gets it if
/// it is known, or the file small; for a large one it is computed meanwhile, for whoever asks by
/// `HEAD` after the last byte. A `HEAD` that wants it waits for it, since that is all it asks for.
final class ReprDigests {
    private static final Logger LOG = LoggerFactory.getLogger(ReprDigests.class);
    private static final String WANTED = "Want-Repr-Digest";
    private static final String FIELD = "Repr-Digest";

    /// What a `GET` waits for: some 25 ms.
    private static final long SMALL = 32L << 20;

    /// What a `HEAD` waits for: some 12 s, less than clients give up after.
    private static final long PATIENT = 16L << 30;

    /// Some megabytes of heap.
    private static final int MAX_KNOWN = 10_000;

    private final ContentStore store;
    private final ExecutorService workers;
    private final Map<String, Digest> known =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(64, 0.75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Digest> eldest) {
                            return size() > MAX_KNOWN;
                        }
                    });
    private final Set<String> computing = ConcurrentHashMap.newKeySet();

    /// One at a time: two processors that hash serve nobody.
    private final ReentrantLock turn = new ReentrantLock();

    ReprDigests(ContentStore store, ExecutorService workers) {
        this.store = store;
        this.workers = workers;
    }

    /// Notes a digest that came about in another way.
    void know(EntityTag etag, Digest digest) {
        if (digest.algorithm() == DigestAlgorithm.SHA_256) {
            known.put(etag.opaque(), digest);
        }
    }

    /// Whether [#describe] would compute a digest, so that no event loop should call it.
    boolean takesTime(Exchange exchange, Content content) {
        return isWanted(exchange)
                && isWorthWaiting(exchange, content)
                && !known.containsKey(content.etag().opaque());
    }

    /// Adds the digest to an answer if it is wanted, and known or worth waiting for.
    void describe(Answer answer, Exchange exchange, ContentPath path, Content content)
            throws IOException {
        if (!isWanted(exchange)) {
            return;
        }
        Digest digest = known.get(content.etag().opaque());
        if (digest == null && isWorthWaiting(exchange, content)) {
            digest = compute(content);
        }
        if (digest == null) {
            computeLater(path, content.etag());
        } else {
            answer.header(FIELD, DigestFields.format(digest));
        }
        answer.headers().add(HttpHeaderNames.VARY, WANTED);
    }

    private static boolean isWanted(Exchange exchange) {
        String wish = exchange.headers().get(WANTED);
        return wish != null && DigestFields.wants(wish, DigestAlgorithm.SHA_256);
    }

    private static boolean isWorthWaiting(Exchange exchange, Content content) {
        return content.payload().size() <= (exchange.isHead() ? PATIENT : SMALL);
    }

    private Digest compute(Content content) throws IOException {
        turn.lock();
        try {
            String etag = content.etag().opaque();
            @Nullable Digest digest = known.get(etag);
            if (digest == null) {
                digest = content.payload().digest(DigestAlgorithm.SHA_256);
                content.requireUnchanged();
                known.put(etag, digest);
            }
            return digest;
        } finally {
            turn.unlock();
        }
    }

    private void computeLater(ContentPath path, EntityTag etag) {
        if (!computing.add(etag.opaque())) {
            return;
        }
        try {
            workers.execute(() -> {
                // Found anew, because the answer closes its own when the client has it.
                try (Content content = content(path)) {
                    if (content != null && content.etag().equals(etag)) {
                        compute(content);
                    }
                } catch (IOException e) {
                    LOG.debug("no digest of {}", path, e);
                } finally {
                    computing.remove(etag.opaque());
                }
            });
        } catch (RejectedExecutionException _) {
            computing.remove(etag.opaque());
        }
    }

    private @Nullable Content content(ContentPath path) throws IOException {
        return store.find(path) instanceof Content content ? content : null;
    }
}
