package io.zenview.server;

import io.netty.util.AsciiString;
import io.zenview.transfer.Payload;
import java.io.IOException;
import java.time.Instant;

/// An open file, lent by [OpenFiles] to one answer.
final class FileContent implements Content {
    private final OpenFile file;
    private final Payload payload;

    FileContent(OpenFile file) {
        this.file = file;
        this.payload = Payload.of(file.region());
    }

    @Override
    public Payload payload() {
        return payload;
    }

    @Override
    public EntityTag etag() {
        return file.etag();
    }

    AsciiString etagText() {
        return file.etagText();
    }

    @Override
    public Instant lastModified() {
        return file.attributes().lastModifiedTime().toInstant();
    }

    AsciiString lastModifiedText() {
        return file.lastModifiedText();
    }

    @Override
    public String mediaType() {
        return file.mediaType();
    }

    @Override
    public void requireUnchanged() throws IOException {
        file.requireUnchanged();
    }

    @Override
    public void close() {
        file.release();
    }
}
