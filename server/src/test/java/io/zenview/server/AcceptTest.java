package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "                                            | false",
                "*/*                                         | false",
                "~~                                          | false",
                "text/html                                   | false",
                "application/json                            | true",
                "APPLICATION/JSON                            | true",
                "application/json, */*                       | true",
                "application/json, text/plain, */*           | true",
                "application/*, */*                          | true",
                "application/json, text/html                 | false",
                "text/html, application/json                 | false",
                "text/html;q=0.9, application/json           | true",
                "text/html, application/json;q=0.9           | false",
                "application/json;q=0.1                      | true",
                "application/json;q=0                        | false",
                "application/json;q=0.000, */*               | false",
                "application/json;q=0.001, text/html;q=0     | true",
                "application/json;q=0.5, */*;q=0.1           | true",
                "application/json;q=0.1, */*;q=0.5           | false",
                "*/*;q=0.5, application/json ; q=0.1         | false",
                "application/json;q=2                        | false",
                "application/json;q=x                        | false",
                "application/json;q=                         | false",
                "application/json;q=1.                       | true",
                "application/json;Q=0                        | false",
                "application/json;charset=\"a,b;q=0\"        | true",
                "application/json;x=\"\\\",text/html         | true",
                "application/jsonp                           | false",
                "image/*                                     | false",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8 | false",
                ",,;,application/json,                       | true",
            })
    void weighs(String accept, boolean json) {
        assertThat(Accept.prefersJson(accept)).isEqualTo(json);
    }
}
