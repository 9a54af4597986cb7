package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void hasItsMembersInOrder() {
        Problem problem =
                Problem.of(416, "Range Not Satisfiable", "bytes 9- of \"ü\", which has 3\n")
                        .with("size", 3L)
                        .with("first", "9")
                        .with("retry", false)
                        .with("n", 1)
                        .with("d", 0.5)
                        .with("i", BigInteger.TWO.pow(64))
                        .with("b", new BigDecimal("0.10"))
                        .with("half", "\udc00");

        assertThat(new String(problem.json(), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {"type":"about:blank","title":"Range Not Satisfiable","status":416,\
                        "detail":"bytes 9- of \\"ü\\", which has 3\\n","size":3,"first":"9",\
                        "retry":false,"n":1,"d":0.5,"i":18446744073709551616,"b":0.10,"half":"\ufffd"}\
                        """);
    }

    @Test
    void hasATypeOfItsOwn() {
        Problem problem =
                new Problem(
                        "https://iana.org/assignments/http-problem-types#x",
                        400,
                        "t",
                        "d",
                        Map.of());

        assertThat(new String(problem.json(), StandardCharsets.UTF_8))
                .startsWith("{\"type\":\"https://iana.org/assignments/http-problem-types#x\",");
    }

    @Test
    void refusesWhatWouldBeAmbiguous() {
        Problem problem = Problem.of(400, "t", "d");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> problem.with("status", 200))
                .withMessageContaining("'status'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> problem.with("list", List.of()))
                .withMessageContaining("'list'");
    }
}
