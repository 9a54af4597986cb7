package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The detector that the other tests rely on does find what was forgotten.
class RecordingLeakDetectorTest {
    @Test
    void aForgottenBufferIsFound() throws InterruptedException {
        RecordingLeakDetector.take();
        forget();
        List<String> leaks = new ArrayList<>();
        for (int i = 0; i < 200 && leaks.isEmpty(); i++) {
            System.gc();
            Thread.sleep(10);
            ByteBufAllocator.DEFAULT.directBuffer(1).release();
            leaks.addAll(RecordingLeakDetector.take());
        }
        assertThat(leaks).hasSize(1);
        assertThat(leaks.getFirst()).contains("RecordingLeakDetectorTest.forget");
    }

    private static void forget() {
        ByteBufAllocator.DEFAULT.directBuffer(100).writeInt(1);
    }
}
