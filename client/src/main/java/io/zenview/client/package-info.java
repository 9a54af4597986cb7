/// Downloads and uploads over HTTP that can be resumed and are verified.
///
/// In reading order:
///
/// | type | what it is |
/// |---|---|
/// | [io.zenview.client.Download], [io.zenview.client.GetReport] | fetches a file by several streams, and what that was like |
/// | [io.zenview.client.Upload], [io.zenview.client.PutReport] | sends a file, and what that was like |
/// | [io.zenview.client.HttpAddress] | addresses that can be fetched from and put to |
///
/// What goes wrong: [io.zenview.client.HttpFailureException] if the server said no,
/// [io.zenview.client.DigestMismatchException] if the bytes are others,
/// [io.zenview.client.SourceChangedException] if there are two versions.
@NullMarked
package io.zenview.client;

import org.jspecify.annotations.NullMarked;
