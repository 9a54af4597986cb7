package io.zenview.transfer;

import java.time.Duration;

/// The processor time of this process.
final class ProcessCpu {
    private ProcessCpu() {}

    /// User and system time of all threads since the process began, in the steps in which the
    /// system tells it (10 ms on Linux); zero where it does not tell.
    static Duration now() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
