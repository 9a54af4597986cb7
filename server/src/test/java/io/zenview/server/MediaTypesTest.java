package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is expected was said by the npm package mime-types 3.0.2 over mime-db 1.54.0:
/// `mime.contentType(mime.types[extension])`.
class MediaTypesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mp4   | video/mp4",
                "m4v   | video/x-m4v",
                "m4a   | audio/mp4",
                "m4s   | video/iso.segment",
                "mov   | video/quicktime",
                "mkv   | video/x-matroska",
                "webm  | video/webm",
                "avi   | video/x-msvideo",
                "ogv   | video/ogg",
                "ts    | video/mp2t",
                "mts   | video/mp2t",
                "m3u8  | application/vnd.apple.mpegurl",
                "mpd   | application/dash+xml",
                "mp3   | audio/mpeg",
                "wav   | audio/wav",
                "flac  | audio/x-flac",
                "opus  | audio/ogg",
                "aac   | audio/aac",
                "vtt   | text/vtt; charset=utf-8",
                "srt   | application/x-subrip",
                "html  | text/html; charset=utf-8",
                "htm   | text/html; charset=utf-8",
                "xhtml | application/xhtml+xml",
                "js    | text/javascript; charset=utf-8",
                "mjs   | text/javascript; charset=utf-8",
                "cjs   | application/node",
                "json  | application/json; charset=utf-8",
                "map   | application/json; charset=utf-8",
                "svg   | image/svg+xml",
                "xml   | application/xml",
                "wasm  | application/wasm",
                "css   | text/css; charset=utf-8",
                "csv   | text/csv; charset=utf-8",
                "txt   | text/plain; charset=utf-8",
                "log   | text/plain; charset=utf-8",
                "md    | text/markdown; charset=utf-8",
                "yaml  | text/yaml; charset=utf-8",
                "webmanifest | application/manifest+json; charset=utf-8",
                "rtf   | application/rtf",
                "pdf   | application/pdf",
                "epub  | application/epub+zip",
                "bin   | application/octet-stream",
                "img   | application/octet-stream",
                "iso   | application/x-iso9660-image",
                "exe   | application/x-msdos-program",
                "gz    | application/gzip",
                "tar   | application/x-tar",
                "zip   | application/zip",
                "7z    | application/x-7z-compressed",
                "xz    | application/x-xz",
                "bz2   | application/x-bzip2",
                "jar   | application/java-archive",
                "woff  | font/woff",
                "woff2 | font/woff2",
                "ttf   | font/ttf",
                "otf   | font/otf",
                "png   | image/png",
                "jpg   | image/jpeg",
                "jpeg  | image/jpeg",
                "gif   | image/gif",
                "webp  | image/webp",
                "avif  | image/avif",
                "heic  | image/heic",
                "jxl   | image/jxl",
                "ico   | image/vnd.microsoft.icon",
                "tiff  | image/tiff",
                "c     | text/x-c; charset=utf-8",
                "java  | text/x-java-source; charset=utf-8",
                "glb   | model/gltf-binary",
                "npy   | application/octet-stream",
                "parquet | application/octet-stream",
                "nothing-like-it | application/octet-stream",
            })
    void knowsWhatOthersKnow(String extension, String type) {
        assertThat(MediaTypes.of("a." + extension)).isEqualTo(type);
    }

    @Test
    void takesTheLastDotAndNoCase() {
        assertThat(MediaTypes.of("archive.tar.gz")).isEqualTo("application/gzip");
        assertThat(MediaTypes.of("FILM.MP4")).isEqualTo("video/mp4");
        assertThat(MediaTypes.of("INDEX.HTML")).isEqualTo("text/html; charset=utf-8");
        assertThat(MediaTypes.of("mp4")).isEqualTo(MediaTypes.UNKNOWN);
        assertThat(MediaTypes.of("")).isEqualTo(MediaTypes.UNKNOWN);
        assertThat(MediaTypes.of("a.")).isEqualTo(MediaTypes.UNKNOWN);
        assertThat(MediaTypes.of("a.mp4.")).isEqualTo(MediaTypes.UNKNOWN);
        assertThat(MediaTypes.of("a.é")).isEqualTo(MediaTypes.UNKNOWN);
        assertThat(MediaTypes.of("a.mp4 m4p")).isEqualTo(MediaTypes.UNKNOWN);
    }

    /// Not one of all 1239 extensions differs: the digest is over `extension TAB type LF` in the
    /// order of the extensions.
    @Test
    void agreesWithMimeTypesAboutAllOfThem() throws Exception {
        TreeMap<String, String> all = new TreeMap<>();
        try (InputStream table = MediaTypes.class.getResourceAsStream("media-types")) {
            new String(table.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.substring(line.indexOf('\t') + 1))
                    .flatMap(extensions -> Arrays.stream(extensions.split(" ", -1)))
                    .forEach(extension -> all.put(extension, MediaTypes.of("x." + extension)));
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        all.forEach((extension, type) ->
                digest.update(
                        (extension + '\t' + type + '\n').getBytes(StandardCharsets.US_ASCII)));

        assertThat(all).hasSize(1239);
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("9dcf57b657b51dd21ce29473aef6c7c33d34d2c4fa2a3f61e80a11c91d4e527d");
    }

    @Test
    void theLicenceComesAlong() throws Exception {
        try (InputStream licence =
                MediaTypes.class.getResourceAsStream("/META-INF/licenses/mime-db.txt")) {
            assertThat(new String(licence.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("The MIT License", "Jonathan Ong", "Permission is hereby granted");
        }
    }
}
