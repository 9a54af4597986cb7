package io.zenview.transfer;

import java.io.IOException;
import java.util.Optional;

/// [ReceiveMethod#SPLICE]: moved by the kernel from the socket into the file.
///
/// No disk space is reserved, because nobody knows how much will come; a full disk is an error of
/// the call that meets it.
final class SpliceIntake implements Intake {
    /// Bounds how long a stop is overlooked while bytes come without a pause.
    private static final long TURN = 16L << 20;

    /// So much is digested at once: a mapping must pay, and what the last calls have written still
    /// lies in the processor's caches.
    private static final long DIGESTED_AT_ONCE = 4L << 20;

    private final Splice splice;
    private final PartFile file;

    SpliceIntake(Splice splice, PartFile file) {
        this.splice = splice;
        this.file = file;
    }

    /// Why a receiver of this process cannot splice; empty if it can.
    static Optional<String> unavailability() {
        return Splice.unavailability().or(SocketDescriptor::unavailability);
    }

    static void requireAvailable() throws IOException {
        Optional<String> reason = unavailability();
        if (reason.isPresent()) {
            throw new IOException(
                    "Receiving by splice cannot be done here: "
                            + reason.get()
                            + ", or choose another method ('auto' finds one)");
        }
    }

    @Override
    public void take(Inflow inflow) throws IOException {
        inflow.beginSplice();
        long turn = inflow.digests() ? DIGESTED_AT_ONCE : TURN;
        long at = 0;
        long digested = 0;
        long n;
        while ((n = inflow.splice(splice, at, turn)) >= 0) {
            at += n;
            if (at - digested >= DIGESTED_AT_ONCE) {
                inflow.digest(file.channel(), file.part(), digested, at);
                digested = at;
            }
        }
        inflow.digest(file.channel(), file.part(), digested, at);
    }
}
