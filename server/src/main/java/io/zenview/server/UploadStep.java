package io.zenview.server;

import java.io.IOException;

/// The points between which a crash, or a failing disk, may find an upload; tests make either
/// happen there.
enum UploadStep {
    /// The part file is there, and nothing else.
    PART_CREATED,
    /// The state is on the disk; the upload can be found by its id.
    STATE_WRITTEN,
    /// Every byte is on the disk.
    PART_FORCED,
    /// The state says what tag the file will have.
    STATE_FINISHED,
    /// The file has its final name, beside the old one (only where nothing may be replaced).
    LINKED,
    /// The file has its final name.
    NAMED,
    /// The final name is on the disk.
    NAME_FORCED;

    /// Is told of every step.
    @FunctionalInterface
    interface Observer {
        /// Nobody.
        Observer NONE = step -> {};

        /// A step was just taken.
        ///
        /// @throws IOException as if the step had failed
        void reached(UploadStep step) throws IOException;
    }
}
