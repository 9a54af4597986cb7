package io.zenview.client;

import io.netty.handler.codec.http.HttpMethod;
import io.zenview.transfer.Digest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// Sends a file by one PUT, to a server that knows nothing better. What breaks off begins anew.
final class PlainUpload {
    /// Up to here it costs nothing that one would notice to have the digest before the first byte.
    private static final long CHEAP = 64 << 20;

    private static final int EXPECTATION_FAILED = 417;

    private final Talk talk;
    private final SourceFile source;
    private final URI target;
    private final Map<String, String> conditions;
    private final PrefixHasher hasher;
    private final Sent sent;

    PlainUpload(
            Talk talk,
            SourceFile source,
            URI target,
            Map<String, String> conditions,
            PrefixHasher hasher,
            Sent sent) {
        this.talk = talk;
        this.source = source;
        this.target = target;
        this.conditions = conditions;
        this.hasher = hasher;
        this.sent = sent;
    }

    Answer run(Backoff tries) throws IOException {
        Map<String, String> fields = new HashMap<>(conditions);
        fields.put("Expect", "100-continue");
        if (source.size() <= CHEAP) {
            Digest digest = hasher.digest();
            fields.put(DigestField.REPR_DIGEST, DigestField.format(digest));
        }
        while (true) {
            IOException failure;
            String wish = null;
            sent.begin(0);
            try {
                Answer answer =
                        talk.ask(
                                HttpMethod.PUT,
                                target,
                                fields,
                                new Exchange.Body(
                                        source.channel(), 0, source.size(), sent::reached),
                                Talk.NOT_INTERESTED);
                if (answer.isSuccess()) {
                    return answer;
                }
                if (answer.status() == EXPECTATION_FAILED && fields.remove("Expect") != null) {
                    continue;
                }
                failure = answer.failure();
                if (!Probe.isPassing(answer.status())) {
                    throw failure;
                }
                wish = answer.field("Retry-After");
            } catch (HttpFailureException | InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                source.requireUnchanged();
                failure = new IOException("Sending to " + target + " broke off", e);
            }
            tries.failed(failure, wish);
        }
    }
}
