package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Large bodies beside small ones, and many of them.
class OriginLoadTest extends AgainstOrigin {

    @Test
    void aFastReaderLeavesRoomForOthers() throws Exception {
        long size = 64L << 30;
        sparse("huge", size);
        file("small", 10);
        OriginServer server = start(builder().eventLoops(1));
        WireClient fast = connect(server);
        WireClient other = connect(server);
        AtomicLong read = new AtomicLong();
        fast.request("GET", "/huge").answerHead();
        Thread reader = Thread.ofPlatform().daemon().start(() -> readAll(fast, read));
        await("the fast one is under way", () -> read.get() > 64 << 20);
        int requests = 101;
        long[] between = new long[requests];
        for (int i = 0; i < requests; i++) {
            long before = read.get();
            assertThat(other.get("/small").body()).hasSize(10);
            between[i] = read.get() - before;
        }
        assertThat(reader.isAlive()).isTrue();
        Arrays.sort(between);
        // A turn or two. The slowest tenth is left to the machine, which may have more to do.
        assertThat(between[requests * 9 / 10]).isLessThan(8L * BodySender.TURN);
        fast.reset();
        reader.join();
    }

    private static void readAll(WireClient client, AtomicLong count) {
        byte[] buffer = new byte[256 << 10];
        try {
            for (int n = client.readSome(buffer); n >= 0; n = client.readSome(buffer)) {
                count.addAndGet(n);
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    @Test
    void slowReadersTakeNoMemory() throws Exception {
        sparse("large", 1 << 30);
        sparse("small", 16 << 20);
        OriginServer server = start();
        long few = directMemory(server, "/small", 20);
        long many = directMemory(server, "/large", 200);
        // Less than a sixteenth of what one of the bodies has.
        assertThat(many).isLessThan(64 << 20);
        assertThat(many - few).isLessThan(200L * (64 << 10));
    }

    private long directMemory(OriginServer server, String target, int readers) throws Exception {
        for (int i = 0; i < readers; i++) {
            WireClient client = connectSlowly(server);
            client.request("GET", target).answerHead();
            client.read(1000);
        }
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }
}
