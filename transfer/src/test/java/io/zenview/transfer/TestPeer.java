package io.zenview.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The other end of a sender, as slow or as rude as a test wants it. */
final class TestPeer implements AutoCloseable {
    /** What to do with the one connection that a peer takes. */
    interface Behaviour {
        void meet(Socket socket, ByteArrayOutputStream received) throws Exception;
    }

    private final ServerSocket server;
    private final CompletableFuture<byte[]> received = new CompletableFuture<>();

    TestPeer(Behaviour behaviour) throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    try (Socket socket = server.accept()) {
                        behaviour.meet(socket, bytes);
                        received.complete(bytes.toByteArray());
                    } catch (Throwable e) {
                        received.completeExceptionally(e);
                    }
                });
    }

    static TestPeer collecting() throws IOException {
        return new TestPeer((socket, received) -> socket.getInputStream().transferTo(received));
    }

    /** Reads one byte, waits for the latch, then reads the rest. */
    static TestPeer stalling(CountDownLatch started, CountDownLatch goOn) throws IOException {
        return new TestPeer((socket, received) -> {
            received.write(socket.getInputStream().read());
            started.countDown();
            if (!goOn.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody let the peer go on");
            }
            socket.getInputStream().transferTo(received);
        });
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    }

    /** All bytes up to the end of the stream, or an ExecutionException if there was none. */
    byte[] received() throws Exception {
        return received.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
