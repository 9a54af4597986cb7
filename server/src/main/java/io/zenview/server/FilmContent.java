package io.zenview.server;

import io.zenview.media.Video;
import io.zenview.transfer.Payload;
import java.io.IOException;
import java.time.Instant;

/// A film, or something made of one, lent to one answer.
final class FilmContent implements Content {
    private final Video video;
    private final Payload payload;
    private final EntityTag etag;
    private final String mediaType;

    private FilmContent(Video video, Payload payload, EntityTag etag, String mediaType) {
        this.video = video;
        this.payload = payload;
        this.etag = etag;
        this.mediaType = mediaType;
    }

    /// The whole file, under the tag that it has among all other files.
    static FilmContent whole(Video video) {
        return new FilmContent(
                video,
                video.payload(),
                FileTag.of(video.attributes()),
                MediaTypes.of(video.file().getFileName().toString()));
    }

    /// Something that follows from the film and from what was asked for.
    ///
    /// @param question tells it from all else that is made of the film
    static FilmContent part(Video video, Payload payload, String question, String mediaType) {
        String film = FileTag.of(video.attributes()).opaque();
        return new FilmContent(video, payload, EntityTag.strong(film + '-' + question), mediaType);
    }

    @Override
    public Payload payload() {
        return payload;
    }

    @Override
    public EntityTag etag() {
        return etag;
    }

    @Override
    public Instant lastModified() {
        return video.attributes().lastModifiedTime().toInstant();
    }

    @Override
    public String mediaType() {
        return mediaType;
    }

    @Override
    public void requireUnchanged() throws IOException {
        video.requireUnchanged();
    }

    @Override
    public void close() {
        video.close();
    }
}
