package io.zenview.server;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// A connection on which a test says every byte itself.
final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = socket.getInputStream();
    }

    /// An answer, interim or final.
    static final class Response {
        private final int status;
        private final Map<String, String> fields;
        private final byte[] body;

        private Response(int status, Map<String, String> fields, byte[] body) {
            this.status = status;
            this.fields = fields;
            this.body = body;
        }

        int status() {
            return status;
        }

        /// The value of a field; empty if there is none.
        String field(String name) {
            return fields.getOrDefault(name, "");
        }

        byte[] body() {
            return body;
        }
    }

    /// Sends lines of a head, and the empty line after it.
    RawConnection head(String... lines) throws IOException {
        String head = String.join("\r\n", lines) + "\r\nHost: localhost\r\n\r\n";
        return send(head.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// Reads the next answer, be it interim.
    Response next() throws IOException {
        return read(true);
    }

    Response nextWithoutBody() throws IOException {
        return read(false);
    }

    private Response read(boolean withBody) throws IOException {
        String status = line();
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(fields.getOrDefault("Content-Length", "0"));
        byte[] body = in.readNBytes(withBody ? length : 0);
        return new Response(Integer.parseInt(status.split(" ", -1)[1]), fields, body);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection ended after: " + line);
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /// Waits until the other side ends the connection, in whatever way.
    void awaitEnd() throws IOException {
        try {
            in.skipNBytes(Long.MAX_VALUE);
        } catch (EOFException | SocketException e) {
            // That is what was waited for; a time-out is not.
        }
    }

    /// Ends the connection as a killed process does.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
