package io.zenview.server;

/// What becomes of a request: an answer at once, its body unread, or an answer when its body has
/// been taken.
sealed interface UploadReply permits UploadAnswer, UploadIntake {}
