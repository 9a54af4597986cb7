package io.zenview.compare;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks a [ChunkServer], over one connection, and drops what it is sent: as little work as possible
/// beside the server, whose work is what is measured.
final class ChunkClient implements AutoCloseable {
    private static final int BUFFER = 1 << 20;
    private static final int MOST_HEAD = 8 << 10;
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final Pattern HEAD =
            Pattern.compile(
                    "HTTP/1\\.1 20[06] .*\r\ncontent-length: *(\\d+)\r\n.*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final SocketChannel socket;
    private final String host;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

    private ChunkClient(SocketChannel socket, String host) {
        this.socket = socket;
        this.host = host;
    }

    static ChunkClient of(ChunkServer server) throws IOException {
        String host = "127.0.0.1:" + server.address().getPort();
        return new ChunkClient(SocketChannel.open(server.address()), host);
    }

    /// Gets a chunk.
    ///
    /// @return its last byte, from 0 to 255
    /// @throws IOException if the answer is another one
    int get(String target, int size) throws IOException {
        String request = "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
        ByteBuffer asked = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
        while (asked.hasRemaining()) {
            socket.write(asked);
        }
        int head = head(target, size);
        int got = buffer.position() - head;
        while (got < size) {
            buffer.clear();
            got += read(target);
        }
        if (got > size) {
            throw new IOException(
                    "GET %s: %d bytes behind the answer".formatted(target, got - size));
        }
        return buffer.get(buffer.position() - 1) & 0xff;
    }

    /// Reads until the head is complete.
    ///
    /// @return how long it is; what was read of the body lies behind it
    private int head(String target, int size) throws IOException {
        buffer.clear();
        int end = -1;
        while (end < 0) {
            read(target);
            end = headEnd();
        }
        byte[] bytes = new byte[end];
        buffer.get(0, bytes);
        String head = new String(bytes, StandardCharsets.ISO_8859_1);
        Matcher matcher = HEAD.matcher(head);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) != size) {
            throw new IOException(
                    "GET %s: wanted were %d bytes, the answer was: %s"
                            .formatted(target, size, head.lines().findFirst().orElse("")));
        }
        return end;
    }

    private int headEnd() throws IOException {
        int most = Math.min(buffer.position(), MOST_HEAD) - HEAD_END.length;
        for (int i = 0; i <= most; i++) {
            int same = 0;
            while (same < HEAD_END.length && buffer.get(i + same) == HEAD_END[same]) {
                same++;
            }
            if (same == HEAD_END.length) {
                return i + same;
            }
        }
        if (buffer.position() >= MOST_HEAD) {
            throw new IOException("the answer's head has more than " + MOST_HEAD + " bytes");
        }
        return -1;
    }

    private int read(String target) throws IOException {
        int read = socket.read(buffer);
        if (read < 0) {
            throw new EOFException("GET " + target + ": the server closed the connection");
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
