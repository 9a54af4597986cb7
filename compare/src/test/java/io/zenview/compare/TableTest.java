package io.zenview.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final List<Table.Column> COLUMNS =
            List.of(Table.Column.text("Method"), Table.Column.number("CPU\ns/GiB"));

    @Test
    void alignsTextLeftAndNumbersRight() {
        Table table =
                new Table(
                        "t",
                        COLUMNS,
                        List.of(List.of("whole", "1.15"), List.of("sendfile", "0.2")));

        assertThat(table.text())
                .isEqualTo(
                        """
                                    CPU
                        Method    s/GiB
                        ────────  ─────
                        whole      1.15
                        sendfile    0.2
                        """);
    }

    @Test
    void refusesRowsOfAnotherWidth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table("t", COLUMNS, List.of(List.of("whole"))))
                .withMessage("[whole] has 1 cells, the table 2");
    }
}
