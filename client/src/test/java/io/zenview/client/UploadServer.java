package io.zenview.client;

import io.zenview.client.TestServer.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLServerSocketFactory;

/** A server for resumable uploads as the draft has them, that fails where a test wants it to. */
final class UploadServer implements AutoCloseable {
    /** Answers a request instead of the server. */
    @FunctionalInterface
    interface Fault {
        boolean strikes(Request request) throws IOException;
    }

    private static final class Part {
        final String target;
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final long length;
        boolean complete;

        Part(String target, long length) {
            this.target = target;
            this.length = length;
        }
    }

    private final TestServer server;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<String, Part> uploads = new ConcurrentHashMap<>();
    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    final List<Map<String, String>> patches = new ArrayList<>();
    volatile Fault fault = _ -> false;
    volatile String limits = "max-size=1000000000";
    volatile boolean resumable = true;
    volatile boolean digests = true;

    /** How many bytes of a PATCH are stored before the connection ends; negative for all. */
    volatile int cut = -1;

    /** Milliseconds that storing 8 KiB takes. */
    volatile int pausePerChunk;

    UploadServer() throws IOException {
        server = new TestServer(this::answer);
    }

    UploadServer(SSLServerSocketFactory tls) throws IOException {
        server = new TestServer(tls, this::answer);
    }

    URI uri(String path) {
        return server.uri(path);
    }

    List<String> requests() {
        return server.requests;
    }

    long count(String method) {
        return server.count(method);
    }

    /** How far the upload has come that has come furthest. */
    long largestUpload() {
        return uploads.values().stream().mapToLong(part -> part.bytes.size()).max().orElse(0);
    }

    int openUploads() {
        return uploads.size();
    }

    void forget() {
        uploads.clear();
    }

    static String digest(byte[] bytes) {
        try {
            return DigestField.format(
                    DigestField.sha256(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(Request request) throws IOException {
        if (fault.strikes(request)) {
            return;
        }
        Part part = uploads.get(request.path());
        switch (request.method()) {
            case "OPTIONS" ->
                    request.head(
                            "204 No Content",
                            resumable
                                    ? "Accept-Patch: text/x, application/partial-upload"
                                    : "Allow: PUT");
            case "PUT" -> put(request);
            case "HEAD" -> head(request, part);
            case "PATCH" -> {
                if (part == null) {
                    request.empty("404 Not Found");
                } else {
                    patch(request, part);
                }
            }
            case "DELETE" -> {
                uploads.remove(request.path());
                request.head("204 No Content");
            }
            default -> request.empty("405 Method Not Allowed");
        }
    }

    private void put(Request request) throws IOException {
        if (request.field("if-none-match").equals("*") && files.containsKey(request.path())) {
            request.empty("412 Precondition Failed");
        } else if (request.field("upload-complete").equals("?0") && resumable) {
            String path = "/uploads/" + number.incrementAndGet();
            uploads.put(
                    path, new Part(request.path(), Long.parseLong(request.field("upload-length"))));
            request.head("104 Upload Resumption Supported", "Location: " + path);
            request.empty("201 Created", "Location: " + path, "Upload-Limit: " + limits);
        } else {
            if (request.field("expect").equals("100-continue")) {
                request.head("100 Continue");
            }
            byte[] body = request.body().readAllBytes();
            String wanted = request.field("repr-digest");
            if (!wanted.isEmpty() && !wanted.equals(digest(body))) {
                request.empty("400 Bad Request");
                return;
            }
            files.put(request.path(), body);
            request.empty("201 Created", "ETag: \"plain\"");
        }
    }

    private void head(Request request, Part part) throws IOException {
        byte[] file = files.get(request.path());
        if (part != null) {
            request.head(
                    "204 No Content",
                    "Upload-Offset: " + part.bytes.size(),
                    "Upload-Complete: " + (part.complete ? "?1" : "?0"),
                    "Upload-Length: " + part.length);
        } else if (file != null) {
            request.head(
                    "200 OK",
                    "Content-Length: " + file.length,
                    digests ? "Repr-Digest: " + digest(file) : "X-Nothing: 1");
        } else {
            request.empty("404 Not Found");
        }
    }

    private void patch(Request request, Part part) throws IOException {
        synchronized (patches) {
            patches.add(request.fields());
        }
        if (Long.parseLong(request.field("upload-offset")) != part.bytes.size()) {
            request.empty("409 Conflict", "Upload-Offset: " + part.bytes.size());
            return;
        }
        byte[] chunk = new byte[8192];
        InputStream body = request.body();
        int stored = 0;
        request.head("104 Upload Resumption Supported", "Upload-Offset: " + part.bytes.size());
        for (int n = body.read(chunk); n > 0; n = body.read(chunk)) {
            int kept = cut >= 0 ? Math.min(n, cut - stored) : n;
            part.bytes.write(chunk, 0, kept);
            stored += kept;
            pause();
            if (cut >= 0 && stored >= cut) {
                cut = -1;
                request.reset();
                throw new IOException("cut");
            }
        }
        if (!request.field("upload-complete").equals("?1")) {
            request.head(
                    "204 No Content", "Upload-Complete: ?0", "Upload-Offset: " + part.bytes.size());
            return;
        }
        byte[] bytes = part.bytes.toByteArray();
        if (!request.field("repr-digest").equals(digest(bytes))) {
            uploads.remove(request.path());
            request.empty("400 Bad Request", "Upload-Complete: ?1");
            return;
        }
        part.complete = true;
        files.put(part.target, bytes);
        complete(request);
    }

    private void pause() {
        try {
            Thread.sleep(pausePerChunk);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void complete(Request request) throws IOException {
        if (completion.strikes(request)) {
            return;
        }
        uploads.remove(request.path());
        request.empty("201 Created", "Upload-Complete: ?1", "ETag: \"made\"");
    }

    /** Strikes when the file is there and the answer is not. */
    volatile Fault completion = _ -> false;

    @Override
    public void close() throws IOException {
        server.close();
    }
}
