package io.zenview.compare;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// A connection over loopback whose other end takes chunks and drops them, and answers each with
/// its last byte: so the sender knows when all of it has arrived, not just left.
final class Drain implements AutoCloseable {
    private static final int BUFFER = 1 << 20;

    private final SocketChannel near;
    private final SocketChannel far;
    private final Thread thread;
    private final int chunkSize;
    private final ByteBuffer answer = ByteBuffer.allocateDirect(1);

    private Drain(SocketChannel near, SocketChannel far, int chunkSize) {
        this.near = near;
        this.far = far;
        this.chunkSize = chunkSize;
        this.thread = Thread.ofPlatform().daemon().name("zenview-drain").start(this::take);
    }

    /// Connects.
    ///
    /// @param chunkSize how many bytes are answered by one
    static Drain of(int chunkSize) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SocketChannel near = SocketChannel.open(server.getLocalAddress());
            try {
                return new Drain(near, server.accept(), chunkSize);
            } catch (IOException | RuntimeException e) {
                near.close();
                throw e;
            }
        }
    }

    /// The end to write to.
    SocketChannel socket() {
        return near;
    }

    /// Waits until the chunk that was written has arrived.
    ///
    /// @return its last byte, from 0 to 255
    int awaitArrival() throws IOException {
        answer.clear();
        if (near.read(answer) < 0) {
            throw new EOFException("the receiver ended before it had the chunk");
        }
        return answer.get(0) & 0xff;
    }

    private void take() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        ByteBuffer last = ByteBuffer.allocateDirect(1);
        try (far) {
            while (true) {
                for (int left = chunkSize; left > 0; ) {
                    buffer.clear().limit(Math.min(BUFFER, left));
                    int read = far.read(buffer);
                    if (read < 0) {
                        return;
                    }
                    left -= read;
                }
                last.clear().put(buffer.get(buffer.position() - 1)).flip();
                far.write(last);
            }
        } catch (IOException _) {
            // The sender sees the end of the connection, and says so.
        }
    }

    @Override
    public void close() throws IOException {
        near.close();
        try {
            thread.join(5_000);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
