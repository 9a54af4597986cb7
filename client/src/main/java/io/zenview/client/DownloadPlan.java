package io.zenview.client;

import io.zenview.transfer.Digest;
import io.zenview.transfer.ProgressListener;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a [Download] was told.
///
/// @param pieceSize in bytes
/// @param expected what the caller says it must have
/// @param pause after the first failure
/// @param stall how long to wait for the next byte
record DownloadPlan(
        URI address,
        Path file,
        int streams,
        long pieceSize,
        @Nullable Digest expected,
        boolean replace,
        boolean restart,
        @Nullable String token,
        @Nullable Path certificates,
        ProgressListener listener,
        Duration pause,
        Duration stall) {}
