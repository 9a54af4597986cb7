package io.zenview.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SendQueueTest {
    @Test
    void fallsAsThePeerReads() throws Exception {
        assumeTrue(
                LinuxCalls.unavailability().isEmpty(),
                () -> "no system calls: " + LinuxCalls.unavailability());
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (SocketChannel sender = SocketChannel.open(server.getLocalAddress());
                    SocketChannel reader = server.accept()) {
                int descriptor = SocketDescriptor.of(sender);
                assertThat(SendQueue.unacknowledged(descriptor)).hasValue(0);
                sender.configureBlocking(false);
                long sent = 0;
                ByteBuffer block = ByteBuffer.allocateDirect(1 << 20);
                for (int n; (n = sender.write(block.clear())) > 0; ) {
                    sent += n;
                }
                long before = SendQueue.unacknowledged(descriptor).orElseThrow();
                assertThat(before).isBetween(1L, sent);
                long read = 0;
                while (read < sent) {
                    read += reader.read(block.clear());
                }
                OptionalLong now = SendQueue.unacknowledged(descriptor);
                // The last acknowledgement may still be on its way.
                for (int i = 0; now.orElseThrow() > 0 && i < 1000; i++) {
                    Thread.sleep(1);
                    now = SendQueue.unacknowledged(descriptor);
                }
                assertThat(now).hasValue(0);
            }
        }
    }

    @Test
    void isEmptyForWhatIsNoSocket() {
        assertThat(SendQueue.unacknowledged(-1)).isEmpty();
    }
}
