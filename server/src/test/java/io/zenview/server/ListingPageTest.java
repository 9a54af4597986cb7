package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingPageTest {
    private static final Instant TIME = Instant.parse("2026-02-03T04:05:06.789Z");
    private static final ContentPath FOLDER = ContentPath.parse("/a%20b/%3Cc%3E/");
    private static final Listing SOME =
            new Listing(
                    List.of(
                            new Listing.Entry("sub dir", true, 0, TIME),
                            new Listing.Entry("<b>&\"'.mp4", false, 1536, TIME),
                            new Listing.Entry("javascript:alert(1)", false, 3, TIME),
                            new Listing.Entry("grüße%2f?#.txt", false, 5L << 40, TIME),
                            new Listing.Entry("back\\slash\n", false, 1, TIME),
                            new Listing.Entry("half\ud83c", false, 1, TIME)),
                    true);

    @Test
    void linksAreRelativeAndEncodedAndNamesEscaped() {
        String page = html(FOLDER, SOME);

        assertThat(page)
                .contains("<title>/a b/&lt;c&gt;</title>")
                .contains("<a href=\"../\">Up</a>")
                .contains("<a href=\"./sub%20dir/\"><bdi>sub dir</bdi>/</a>")
                .contains(
                        "<a href=\"./%3Cb%3E&amp;%22&#39;.mp4\"><bdi>&lt;b&gt;&amp;&quot;&#39;.mp4</bdi></a>")
                .contains("<a href=\"./javascript:alert(1)\">")
                .contains(
                        "<a href=\"./gr%C3%BC%C3%9Fe%252f%3F%23.txt\"><bdi>grüße%2f?#.txt</bdi></a>")
                .contains("<td><bdi>back\\slash\ufffd</bdi></td>")
                .contains("<td><bdi>half\ufffd</bdi></td>")
                .contains("<td class=\"number\">1.5 KiB</td>", "<td class=\"number\">5.0 TiB</td>")
                .contains("<time datetime=\"2026-02-03T04:05:06Z\">2026-02-03 04:05</time>")
                .contains("<caption>6 entries</caption>", "<th scope=\"col\">Name</th>")
                .doesNotContain("<script", "http:", "https:", "<b>", "url(");
    }

    @Test
    void linksHoldWithoutASlashAtTheEnd() {
        String page = html(ContentPath.parse("/a%20b"), SOME);

        assertThat(page).contains("<a href=\"./\">Up</a>", "<a href=\"./a%20b/sub%20dir/\">");
    }

    @Test
    void theRootHasNothingAboveIt() {
        String page = html(ContentPath.ROOT, new Listing(List.of(), true));

        assertThat(page)
                .contains("<title>/</title>", "Nothing is in here.")
                .doesNotContain("Up</a>");
    }

    @Test
    void saysThatItWasCut() {
        Listing cut = new Listing(SOME.entries(), false);

        assertThat(html(FOLDER, cut)).contains("only the first 6 entries are shown");
        assertThat(json(FOLDER, cut)).endsWith("],\"complete\":false}");
    }

    @Test
    void noDateIsTooStrange() {
        Listing strange =
                new Listing(
                        List.of(
                                new Listing.Entry("a", false, 1, Instant.MAX),
                                new Listing.Entry("b", false, 1, Instant.MIN)),
                        true);

        assertThat(html(FOLDER, strange)).contains(">9999-12-31 23:59<", ">0000-01-01 00:00<");
        assertThat(json(FOLDER, strange)).contains(Instant.MAX.toString());
    }

    @Test
    void thePolicyLetsTheStyleThrough() throws Exception {
        Matcher style =
                Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(html(FOLDER, SOME));
        assertThat(style.find()).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256")
                        .digest(style.group(1).getBytes(StandardCharsets.UTF_8));

        assertThat(ListingPage.contentSecurityPolicy())
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'")
                .doesNotContain("unsafe");
        assertThat(html(FOLDER, SOME)).doesNotContain(" style=");
    }

    @Test
    void jsonForPrograms() {
        assertThat(json(FOLDER, new Listing(SOME.entries().subList(0, 2), true)))
                .isEqualTo(
                        """
                        {"path":"/a%20b/%3Cc%3E/","entries":[\
                        {"name":"sub dir","type":"directory","lastModified":"2026-02-03T04:05:06.789Z"},\
                        {"name":"<b>&\\"'.mp4","type":"file","size":1536,"lastModified":"2026-02-03T04:05:06.789Z"}\
                        ],"complete":true}\
                        """);
        assertThat(json(FOLDER, SOME)).contains("back\\\\slash\\n", "\"half\ufffd\"");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1, 1 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "1048524, 1023.9 KiB",
        "1048525, 1.0 MiB",
        "1048576, 1.0 MiB",
        "2147483648, 2.0 GiB",
        "9223372036854775807, 8.0 EiB",
    })
    void sizesAreBinary(long bytes, String text) {
        assertThat(ListingPage.size(bytes)).isEqualTo(text);
    }

    private static String html(ContentPath path, Listing listing) {
        return new String(new ListingPage(path, listing).html(), StandardCharsets.UTF_8);
    }

    private static String json(ContentPath path, Listing listing) {
        return new String(new ListingPage(path, listing).json(), StandardCharsets.UTF_8);
    }
}
