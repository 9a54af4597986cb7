/// Films by timecode: SMPTE labels, sample tables read in place, chunks and clips that copy
/// nothing.
///
/// From a label such as `01:09:14:28` to the byte where that picture begins, and from there to a
/// payload that `sendfile` sends. Reads MP4 and its siblings, fragmented ones too.
///
/// ```java
/// try (VideoLibrary library = VideoLibrary.of(Path.of("films"))) {
///     long byteOffset = library.timecodeToIndex("film.mp4", "01:09:14:28");
///     try (Payload chunk = library.requestChunk("film.mp4", byteOffset, 20 << 20)) {
///         Sender.builder(new InetSocketAddress("127.0.0.1", 8082)).build().send(chunk);
///     }
/// }
/// ```
///
/// Begin with [io.zenview.media.VideoLibrary], or with [io.zenview.media.Mp4Index] for a single
/// file; the page of the package [io.zenview.media] names the others in reading order. The guide is
/// `docs/video.md`. Over HTTP films are served by `io.zenview.server`.
module io.zenview.media {
    requires static org.jspecify;
    requires transitive io.zenview.view;
    requires transitive io.zenview.transfer;

    exports io.zenview.media;
}
