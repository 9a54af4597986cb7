package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {

    @ParameterizedTest
    @ValueSource(strings = {"\"xyzzy\"", "W/\"xyzzy\"", "\"\"", "W/\"\"", "\"a,b\"", "\"\u00e9\""})
    void reads(String text) {
        assertThat(EntityTag.parse(text)).hasToString(text);
        assertThat(EntityTag.parse(text).weak()).isEqualTo(text.startsWith("W"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "xyzzy",
                "\"",
                "\"a",
                "a\"",
                "w/\"a\"",
                "W/a",
                "W/",
                "W",
                "\"a\"b",
                "\"a b\"",
                " \"a\"",
                "\"a\" ",
                "\"a\"\"b\"",
                "\"a\u007f\"",
                "\"\u0100\"",
                "W/W/\"a\"",
                "*"
            })
    void refuses(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> EntityTag.parse(text));
    }

    /// The table of RFC 9110, section 8.8.3.2.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "W/\"1\", W/\"1\", false, true",
                "W/\"1\", W/\"2\", false, false",
                "W/\"1\", \"1\",   false, true",
                "\"1\",   W/\"1\", false, true",
                "\"1\",   \"1\",   true,  true",
                "\"1\",   \"2\",   false, false",
            })
    void compares(String one, String other, boolean strongly, boolean weakly) {
        EntityTag tag = EntityTag.parse(one);

        assertThat(tag.matchesStrongly(EntityTag.parse(other))).isEqualTo(strongly);
        assertThat(tag.matchesWeakly(EntityTag.parse(other))).isEqualTo(weakly);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a\",W/\"b,c\"",
                "\"a\", W/\"b,c\"",
                " , ,\"a\"\t ,,W/\"b,c\",  ,",
            })
    void readsLists(String text) {
        assertThat(EntityTags.parse(text))
                .isEqualTo(
                        new EntityTags(
                                false, List.of(EntityTag.strong("a"), new EntityTag(true, "b,c"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", " * ", ",*,"})
    void readsTheStar(String text) {
        assertThat(EntityTags.parse(text)).isEqualTo(new EntityTags(true, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "*,\"a\"",
                "\"a\",*",
                "**",
                "*,*",
                "\"a\" \"b\"",
                "\"a\"\"b\"",
                "a",
                "\"a\",b",
                "\"a\",\"b",
                "\"a\";\"b\""
            })
    void refusesLists(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> EntityTags.parse(text));
    }

    @Test
    void looksAtEachCharacterFewTimes() {
        for (String text :
                List.of(
                        "\"a\",".repeat(2000),
                        "\"" + "a,".repeat(4000) + "\"",
                        ", \t".repeat(2700) + "\"a\"",
                        "W/\"".repeat(2700))) {
            CountedText counted = new CountedText(text);
            try {
                EntityTags.parse(counted);
            } catch (IllegalArgumentException _) {
                // the last one
            }
            assertThat(counted.looks()).isBetween(1L, 8L * text.length());
        }
    }
}
