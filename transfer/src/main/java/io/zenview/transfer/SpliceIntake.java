package io.zenview.transfer;

import java.io.IOException;
import java.util.Optional;

/// [ReceiveMethod#SPLICE]: moved by the kernel from the socket into the file.
final class SpliceIntake implements Intake {
    /// How much to take, and digest, at once. It bounds how long a stop is overlooked while bytes
    /// come without a pause.
    private static final long TURN = 4L << 20;

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
        Headroom headroom = new Headroom(file.part());
        long at = 0;
        long digested = 0;
        long n;
        while ((n = inflow.splice(splice, at, TURN)) >= 0) {
            at += n;
            headroom.reach(at);
            if (at - digested >= TURN) {
                inflow.digest(file.channel(), file.part(), digested, at);
                digested = at;
            }
        }
        inflow.digest(file.channel(), file.part(), digested, at);
        headroom.end(at);
    }
}
