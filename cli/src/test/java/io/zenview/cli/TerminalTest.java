package io.zenview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

class TerminalTest {
    @ParameterizedTest
    @CsvSource({
        "'', false, false",
        "out, true, false",
        "err, false, true",
        "'out,err', true, true"
    })
    void knowsEachStreamByItself(String streams, boolean out, boolean err) {
        Terminal terminal = Terminal.of(Map.of(), properties(streams, "80"));

        assertThat(terminal.out()).isEqualTo(out);
        assertThat(terminal.err()).isEqualTo(err);
        assertThat(terminal.outColours()).isEqualTo(out ? Ansi.ON : Ansi.OFF);
        assertThat(terminal.errColours()).isEqualTo(err ? Ansi.ON : Ansi.OFF);
    }

    @Test
    void takesNothingForATerminalWhenNobodySaysSo() {
        Terminal terminal = Terminal.of(Map.of(), new Properties());

        assertThat(terminal).isEqualTo(new Terminal(false, false, 80, true));
    }

    @ParameterizedTest
    @CsvSource({
        "NO_COLOR, 1, OFF",
        "NO_COLOR, false, OFF",
        "NO_COLOR, '', ON",
        "TERM, dumb, OFF",
        "TERM, xterm, ON"
    })
    void honoursWhoWantsNoColours(String variable, String value, Ansi expected) {
        Terminal terminal = Terminal.of(Map.of(variable, value), properties("out,err", "80"));

        assertThat(terminal.outColours()).isEqualTo(expected);
        assertThat(terminal.errColours()).isEqualTo(expected);
    }

    @Test
    void prefersTheMeasuredWidthToTheVariable() {
        assertThat(Terminal.of(Map.of("COLUMNS", "132"), properties("out", "100")).columns())
                .isEqualTo(100);
        assertThat(Terminal.of(Map.of("COLUMNS", "132"), new Properties()).columns())
                .isEqualTo(132);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-3", "wide", "123456789012"})
    void guessesTheWidthThatATerminalDoesNotKnow(String columns) {
        assertThat(Terminal.of(Map.of(), properties("out", columns)).columns()).isEqualTo(80);
    }

    @ParameterizedTest
    @CsvSource({"20, 60", "80, 80", "400, 110"})
    void keepsHelpReadable(int columns, int helpWidth) {
        assertThat(new Terminal(true, true, columns, true).helpWidth()).isEqualTo(helpWidth);
    }

    private static Properties properties(String streams, String columns) {
        Properties properties = new Properties();
        properties.setProperty(Terminal.STREAMS_PROPERTY, streams);
        properties.setProperty(Terminal.COLUMNS_PROPERTY, columns);
        return properties;
    }
}
