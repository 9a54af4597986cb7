package io.zenview.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A client that sends exactly the bytes it is told to, and takes no answer but a well-formed one.
final class WireClient implements AutoCloseable {
    /// Long enough for any machine; a test that reaches it has failed.
    private static final int PATIENCE_MILLIS = 20_000;

    private static final int MAX_HEAD = 64 << 10;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 ([1-5]\\d\\d) [ -~]+");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+): ([ -~]*)");

    private final Socket socket;
    private final InputStream in;

    private WireClient(int port, int receiveBuffer, int buffered) throws IOException {
        socket = new Socket();
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream(), buffered);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    static WireClient to(int port) throws IOException {
        return new WireClient(port, 0, 64 << 10);
    }

    /// One whose system takes little ahead of it, so that a server cannot be far ahead either.
    static WireClient slowTo(int port) throws IOException {
        return new WireClient(port, 8 << 10, 512);
    }

    /// One that takes hardly any memory as long as it does nothing.
    static WireClient plainTo(int port) throws IOException {
        return new WireClient(port, 0, 16);
    }

    Socket socket() {
        return socket;
    }

    WireClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    WireClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// Sends what may not be taken to the end.
    void sendUnlessRefused(byte[] bytes) {
        try {
            send(bytes);
        } catch (IOException _) {
            // The server has heard enough.
        }
    }

    WireClient request(String method, String target, String... fields) throws IOException {
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: test\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        return send(head.append("\r\n").toString());
    }

    WireAnswer get(String target, String... fields) throws IOException {
        return request("GET", target, fields).answer("GET");
    }

    WireAnswer head(String target, String... fields) throws IOException {
        return request("HEAD", target, fields).answer("HEAD");
    }

    /// Reads one answer and its body.
    WireAnswer answer(String method) throws IOException {
        WireAnswer head = answerHead();
        boolean bodiless =
                method.equals("HEAD")
                        || head.status() < 200
                        || head.status() == 204
                        || head.status() == 304;
        if (bodiless) {
            return head;
        }
        String length = head.field("Content-Length");
        if (length == null) {
            throw new AssertionError("no Content-Length in " + head);
        }
        return head.with(read(Math.toIntExact(Long.parseLong(length))));
    }

    /// Reads the head of an answer only.
    WireAnswer answerHead() throws IOException {
        Matcher status = STATUS_LINE.matcher(line());
        if (!status.matches()) {
            throw new AssertionError("no status line: " + status);
        }
        Map<String, List<String>> fields = WireAnswer.newFields();
        for (String line = line(); !line.isEmpty(); line = line()) {
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) {
                throw new AssertionError("no field: " + line);
            }
            fields.computeIfAbsent(field.group(1), _ -> new ArrayList<>()).add(field.group(2));
        }
        int code = Integer.parseInt(status.group(1));
        WireAnswer head = new WireAnswer(code, fields, new byte[0]);
        if (code >= 200 && (head.field("Date") == null || head.field("Server") == null)) {
            throw new AssertionError("no Date or Server in " + head);
        }
        if (head.has("Transfer-Encoding")) {
            throw new AssertionError("no answer here is chunked: " + head);
        }
        return head;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("ended after: " + line.toString(StandardCharsets.UTF_8));
            }
            if (b == '\r') {
                if (in.read() != '\n') {
                    throw new AssertionError("CR without LF after " + line);
                }
                return line.toString(StandardCharsets.ISO_8859_1);
            }
            if (b == '\n' || line.size() > MAX_HEAD) {
                throw new AssertionError("bare LF, or no end, after " + line);
            }
            line.write(b);
        }
    }

    /// Exactly so many bytes.
    byte[] read(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("%d bytes instead of %d".formatted(bytes.length, count));
        }
        return bytes;
    }

    /// At least one byte.
    int readSome(byte[] into) throws IOException {
        return in.read(into);
    }

    void skip(long count) throws IOException {
        in.skipNBytes(count);
    }

    /// How many bytes came before the end, whether that was in order or a reset.
    long drain() throws IOException {
        byte[] buffer = new byte[64 << 10];
        long total = 0;
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                total += n;
            }
        } catch (SocketException _) {
            // A reset is an end, too.
        }
        return total;
    }

    /// What came before the end, whether that was in order or a reset.
    byte[] rest() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (SocketException _) {
            // A reset is an end, too.
        }
        return all.toByteArray();
    }

    /// Fails unless nothing more comes and the server ends the connection.
    void expectEnd() throws IOException {
        byte[] rest = rest();
        if (rest.length > 0) {
            throw new AssertionError("more came: " + new String(rest, StandardCharsets.ISO_8859_1));
        }
    }

    /// Ends the connection by a reset.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
