package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Sends requests to a protocol, as a connection would.
final class UploadClient {
    private final UploadProtocol protocol;

    UploadClient(UploadProtocol protocol) {
        this.protocol = protocol;
    }

    Request request(String method, String target) {
        return new Request(method, target);
    }

    final class Request {
        private final String method;
        private final String target;
        private final TreeMap<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final AtomicInteger aborted = new AtomicInteger();
        private byte[] body = {};
        private boolean chunked;

        private Request(String method, String target) {
            this.method = method;
            this.target = target;
        }

        Request with(String name, String value) {
            fields.merge(name, value, (first, second) -> first + ", " + second);
            return this;
        }

        Request body(byte[] bytes) {
            body = bytes;
            return this;
        }

        Request body(String text) {
            return body(text.getBytes(StandardCharsets.UTF_8));
        }

        Request part(long offset, boolean last, byte[] bytes) {
            return with("Content-Type", "application/partial-upload")
                    .with("Upload-Offset", Long.toString(offset))
                    .with("Upload-Complete", last ? "?1" : "?0")
                    .body(bytes);
        }

        Request chunked() {
            chunked = true;
            return this;
        }

        int aborted() {
            return aborted.get();
        }

        UploadReply reply() throws IOException {
            return protocol.reply(
                    new UploadRequest(
                            method,
                            ContentPath.parse(target),
                            name -> fields.get(name.toLowerCase(Locale.ROOT)),
                            chunked ? OptionalLong.empty() : OptionalLong.of(body.length),
                            Instant.now(),
                            aborted::incrementAndGet));
        }

        /// Sends everything, and expects to be heard out.
        UploadAnswer send() throws IOException {
            return switch (reply()) {
                case UploadAnswer answer -> answer;
                case UploadIntake intake -> intake.take(this::into);
            };
        }

        /// Expects to be refused before a byte of the body is taken.
        UploadAnswer refused() throws IOException {
            UploadReply reply = reply();
            assertThat(reply).isInstanceOf(UploadAnswer.class);
            return (UploadAnswer) reply;
        }

        UploadIntake accepted() throws IOException {
            UploadReply reply = reply();
            assertThat(reply).isInstanceOf(UploadIntake.class);
            return (UploadIntake) reply;
        }

        long into(Upload.Appender appender) throws IOException {
            Uploads.append(appender, body);
            return body.length;
        }

        /// Sends some bytes; then the connection is lost.
        UploadIntake.Body breakingAfter(int bytes) {
            return appender -> {
                Uploads.append(appender, Arrays.copyOf(body, bytes));
                throw new IOException("connection reset");
            };
        }
    }
}
