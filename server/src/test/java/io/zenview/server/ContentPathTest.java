package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentPathTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/                      |              | true  | /",
                "/?x=/../               |              | true  | /",
                "/#top                  |              | true  | /",
                "/a                     | a            | false | /a",
                "/a/                    | a            | true  | /a/",
                "/a/b%20c.mp4?t=1       | a,b c.mp4    | false | /a/b%20c.mp4",
                "/%61%2e%62             | a.b          | false | /a.b",
                "/...                   | ...          | false | /...",
                "/.hidden/..x           | .hidden,..x  | false | /.hidden/..x",
                "/gr%C3%BC%c3%9fe       | grüße        | false | /gr%C3%BC%C3%9Fe",
                "/%F0%9F%8E%AC          | 🎬           | false | /%F0%9F%8E%AC",
                "/a+b;v=1,2:@&=$!'()*~  | a+b;v=1;2:@&=$!'()*~ | false | /a+b;v=1,2:@&=$!'()*~",
                "/100%25                | 100%         | false | /100%25",
                "/%3Fa%23               | ?a#          | false | /%3Fa%23",
                "/[x]                   | [x]          | false | /%5Bx%5D",
            })
    void isDecodedAndEncodedAgain(
            String target, String segments, boolean directory, String encoded) {
        ContentPath path = ContentPath.parse(target);

        List<String> expected =
                segments == null
                        ? List.of()
                        : List.of(segments.split(",")).stream()
                                .map(s ->
                                        s.equals("a+b;v=1;2:@&=$!'()*~")
                                                ? "a+b;v=1,2:@&=$!'()*~"
                                                : s)
                                .toList();
        assertThat(path.segments()).isEqualTo(expected);
        assertThat(path.directory()).isEqualTo(directory);
        assertThat(path.encoded()).isEqualTo(encoded);
        assertThat(path).hasToString(encoded);
        assertThat(ContentPath.parse(encoded)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a               | begins with a slash",
                "''              | begins with a slash",
                "http://h/a      | begins with a slash",
                "*               | begins with a slash",
                "/%              | unlike the one at 1",
                "/a%4            | unlike the one at 2",
                "/a%4?a          | unlike the one at 2",
                "/%zz            | unlike the one at 1",
                "/%+1            | unlike the one at 1",
                "/%٤٤            | unlike the one at 1",
                "/%ff            | segment at 1 of a path is not UTF-8",
                "/x/%c0%ae       | segment at 3 of a path is not UTF-8",
                "/%c0%af         | not UTF-8",
                "/%ed%a0%80      | not UTF-8",
                "/%e2%82         | not UTF-8",
                "/%00            | character 0x0 at 0",
                "/a%00.mp4       | character 0x0 at 1",
                "/a%0d%0ab       | character 0xd at 1",
                "/a%7f           | character 0x7f at 1",
                "/a%c2%85        | character 0x85 at 1",
                "/a%2fb          | escaped slash, here at 2",
                "/..%2F..%2Fetc  | escaped slash, here at 3",
                "/a\\b           | no character 0x5c, here at 2",
                "/a%5cb          | character 0x5c at 1",
                "/..%5c          | character 0x5c at 2",
                "/.              | is '.'",
                "/..             | is '..'",
                "/../a           | is '..'",
                "/a/../b         | is '..'",
                "/a/./b          | is '.'",
                "/%2e            | is '.'",
                "/%2e%2E/a       | is '..'",
                "/.%2e/a         | is '..'",
                "//              | segment at 1 of a path is empty",
                "//host/a        | segment at 1 of a path is empty",
                "/a//b           | segment at 3 of a path is empty",
                "/a//            | segment at 3 of a path is empty",
                "/a b            | no character 0x20, here at 2",
                "/日             | no character 0x65e5, here at 1",
            })
    void isRefused(String target, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContentPath.parse(target))
                .withMessageContaining(message);
    }

    @Test
    void bytesBeyondAsciiMayComeAsTheyAre() {
        String asNettyHasIt =
                new String("/grüße".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(ContentPath.parse(asNettyHasIt).segments()).containsExactly("grüße");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContentPath.parse("/gr\u00fc\u00dfe"))
                .withMessageContaining("not UTF-8");
    }

    @Test
    void segmentsAreMeasuredInBytes() {
        String longest = "ü".repeat(127) + "x";

        assertThat(ContentPath.ROOT.child(longest).name()).isEqualTo(longest);
        assertThat(ContentPath.parse("/" + "%C3%BC".repeat(127) + "x").name()).isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContentPath.parse("/" + "x".repeat(256)))
                .withMessageContaining("is 256 bytes long; 255 is the most");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContentPath.ROOT.child(longest + "x"))
                .withMessageContaining("is 256 bytes long; 255 is the most");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a\\b", "a\0", "a\n", "\ud800", "a\udc00b"})
    void noNameForAChild(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> ContentPath.ROOT.child(name));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContentPath(List.of("a", name), false))
                .withMessageContaining("segment 1");
    }

    @Test
    void childrenHaveNames() {
        ContentPath folder = ContentPath.ROOT.child("a b").asDirectory();

        assertThat(ContentPath.ROOT.name()).isEmpty();
        assertThat(folder).hasToString("/a%20b/");
        assertThat(folder.name()).isEqualTo("a b");
        assertThat(folder.child("%").encoded()).isEqualTo("/a%20b/%25");
        assertThatIllegalArgumentException().isThrownBy(() -> new ContentPath(List.of(), false));
    }
}
