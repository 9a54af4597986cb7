package io.zenview.server;

import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Remembers which buffers were collected without having been released. Netty makes it because the
/// tests run with `-Dio.netty.customResourceLeakDetector` (see the POM).
public final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {
    private static final List<String> LEAKS = new CopyOnWriteArrayList<>();

    /// What Netty calls.
    public RecordingLeakDetector(Class<?> resource, int samplingInterval) {
        super(resource, samplingInterval);
    }

    /// What Netty calls, too.
    public RecordingLeakDetector(Class<?> resource, int samplingInterval, long maxActive) {
        super(resource, samplingInterval);
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resource, String records) {
        LEAKS.add(resource + records);
    }

    @Override
    protected void reportUntracedLeak(String resource) {
        LEAKS.add(resource);
    }

    /// What has leaked so far, and is forgotten by this.
    static List<String> take() {
        List<String> leaks = List.copyOf(LEAKS);
        LEAKS.clear();
        return leaks;
    }
}
