package io.zenview.view;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the literals of Python that the header of a `.npy` file is made of: a dictionary with
/// texts as keys; tuples, lists, texts, whole numbers, `True` and `False`.
///
/// Everything else that Python knows is refused: nothing is evaluated, joined or computed. The work
/// grows with the length of the text, the stack with [#MAX_DEPTH] at most.
final class PythonLiteral {
    /// Literals within literals: enough for about thirty records within one another, and far from
    /// what a thread's stack holds.
    static final int MAX_DEPTH = 64;

    private static final int END = -1;

    /// A value, and which characters of the text it was written with: from `at` to `end`,
    /// exclusive.
    sealed interface Literal {
        int at();

        int end();
    }

    record Text(String value, int at, int end) implements Literal {}

    record Whole(long value, int at, int end) implements Literal {}

    record Truth(boolean value, int at, int end) implements Literal {}

    record Tuple(List<Literal> items, int at, int end) implements Literal {}

    record Sequence(List<Literal> items, int at, int end) implements Literal {}

    record Dictionary(Map<String, Literal> entries, int at, int end) implements Literal {}

    private final String text;

    /// Whether numbers may end in `L`, as those of Python 2 do.
    private final boolean longSuffix;

    private int position;
    private int depth;

    private PythonLiteral(String text, boolean longSuffix) {
        this.text = text;
        this.longSuffix = longSuffix;
    }

    /// Reads one literal; only white space may surround it.
    ///
    /// @throws ParseException if the text is anything else; says at which character, from 0
    static Literal parse(String text, boolean longSuffix) throws ParseException {
        PythonLiteral parser = new PythonLiteral(text, longSuffix);
        Literal literal = parser.value();
        if (parser.next() != END) {
            throw parser.error("nothing but white space may follow the value");
        }
        return literal;
    }

    private ParseException error(String message) {
        String found =
                position >= text.length()
                        ? "the end"
                        : quote(text.substring(position, text.offsetByCodePoints(position, 1)));
        return error(message + ", found " + found, position);
    }

    private static ParseException error(String message, int at) {
        return new ParseException(message, at);
    }

    /// The next character that is no white space, not yet taken.
    private int next() {
        while (position < text.length() && " \t\n\r\f".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        return peek();
    }

    private int peek() {
        return position < text.length() ? text.charAt(position) : END;
    }

    private boolean take(char c) {
        if (next() != c) {
            return false;
        }
        position++;
        return true;
    }

    private Literal value() throws ParseException {
        if (++depth > MAX_DEPTH) {
            throw error("more than " + MAX_DEPTH + " values within one another");
        }
        int c = next();
        int at = position;
        Literal literal =
                switch (c) {
                    case '{' -> dictionary(at);
                    case '[' -> new Sequence(items(']').items, at, position);
                    case '(' -> tuple(at);
                    case '\'', '"', 'u', 'U' -> string();
                    case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> whole();
                    default -> truth();
                };
        depth--;
        return literal;
    }

    /// What stands between two brackets, and whether its last comma closed it: `(3)` is no tuple.
    private record Items(List<Literal> items, boolean comma) {}

    private Items items(char close) throws ParseException {
        position++;
        List<Literal> items = new ArrayList<>();
        boolean comma = false;
        while (!take(close)) {
            if (!items.isEmpty() && !comma) {
                throw error("expected ',' or '" + close + "'");
            }
            items.add(value());
            comma = take(',');
        }
        return new Items(items, comma);
    }

    private Literal tuple(int at) throws ParseException {
        Items inside = items(')');
        return inside.items.size() == 1 && !inside.comma
                ? inside.items.getFirst()
                : new Tuple(inside.items, at, position);
    }

    private Literal dictionary(int at) throws ParseException {
        position++;
        Map<String, Literal> entries = new LinkedHashMap<>();
        boolean comma = true;
        while (!take('}')) {
            if (!comma) {
                throw error("expected ',' or '}'");
            }
            int keyAt = position;
            if (!(value() instanceof Text key)) {
                throw error("expected a text as key", keyAt);
            }
            if (!take(':')) {
                throw error("expected ':' after key " + quote(FormatParser.quoted(key.value())));
            }
            if (entries.put(key.value(), value()) != null) {
                throw error(
                        "key "
                                + quote(FormatParser.quoted(key.value()))
                                + " stands here a second time",
                        keyAt);
            }
            comma = take(',');
        }
        return new Dictionary(entries, at, position);
    }

    private Literal truth() throws ParseException {
        int at = position;
        for (boolean value : new boolean[] {true, false}) {
            String name = value ? "True" : "False";
            int end = at + name.length();
            boolean ends =
                    end >= text.length() || !Character.isUnicodeIdentifierPart(text.charAt(end));
            if (text.startsWith(name, at) && ends) {
                position = end;
                return new Truth(value, at, end);
            }
        }
        throw error("expected a text, a whole number, True, False, '(', '[' or '{'");
    }

    private Literal whole() throws ParseException {
        int at = position;
        boolean negative = peek() == '-';
        if (negative) {
            position++;
        }
        int digits = position;
        long value = 0;
        while (peek() >= '0' && peek() <= '9') {
            int digit = text.charAt(position) - '0';
            // Counted downwards, for there is one negative number more.
            if (value < (Long.MIN_VALUE + digit) / 10) {
                throw error("a number beyond 64 bits", at);
            }
            value = value * 10 - digit;
            position++;
        }
        boolean fits = negative || value != Long.MIN_VALUE;
        if (position == digits || !fits) {
            throw error(fits ? "expected digits" : "a number beyond 64 bits", fits ? position : at);
        }
        if (text.charAt(digits) == '0' && value != 0) {
            throw error("a decimal number begins with no 0", digits);
        }
        int end = position;
        if (longSuffix && peek() == 'L') {
            position++;
        }
        return new Whole(negative ? value : -value, at, end);
    }

    private Literal string() throws ParseException {
        int at = position;
        if (peek() == 'u' || peek() == 'U') {
            position++;
        }
        int quote = peek();
        if (quote != '\'' && quote != '"') {
            throw error("expected a text in quotes");
        }
        position++;
        StringBuilder value = new StringBuilder();
        while (true) {
            int c = peek();
            if (c == END || c == '\n' || c == '\r') {
                throw error("a text without its closing quote, which began at " + at);
            }
            position++;
            if (c == quote) {
                return new Text(value.toString(), at, position);
            }
            if (c == '\\') {
                escape(value);
            } else {
                value.append((char) c);
            }
        }
    }

    private void escape(StringBuilder value) throws ParseException {
        int at = position - 1;
        int c = peek();
        position++;
        switch (c) {
            case '\\', '\'', '"' -> value.append((char) c);
            case 'a' -> value.append('\u0007');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'v' -> value.append('\u000b');
            case 'x' -> value.append((char) hex(2, at));
            case 'u' -> value.append((char) hex(4, at));
            case 'U' -> {
                int point = hex(8, at);
                if (!Character.isValidCodePoint(point)) {
                    throw error("an escape beyond \\U0010ffff", at);
                }
                value.appendCodePoint(point);
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                int point = c - '0';
                for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; i++) {
                    point = point * 8 + text.charAt(position++) - '0';
                }
                value.append((char) point);
            }
            default -> throw error("an escape that Python does not know", at);
        }
    }

    private int hex(int digits, int at) throws ParseException {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            // Only these digits: Character.digit alone would take those of other scripts.
            int digit = peek() < 0x80 ? Character.digit(peek(), 16) : END;
            if (digit < 0) {
                throw error("an escape with " + digits + " hexadecimal digits expected", at);
            }
            value = value << 4 | digit;
            position++;
        }
        return value;
    }

    /// A text as Python writes it: in single quotes unless only double ones spare escapes, and
    /// escaped where a character cannot be seen.
    static String quote(String value) {
        char quote = value.indexOf('\'') >= 0 && value.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder quoted = new StringBuilder().append(quote);
        value.codePoints().forEach(point -> quotePoint(point, quote, quoted));
        return quoted.append(quote).toString();
    }

    private static void quotePoint(int point, char quote, StringBuilder quoted) {
        switch (point) {
            case '\t' -> quoted.append("\\t");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\\' -> quoted.append("\\\\");
            default -> {
                if (point == quote) {
                    quoted.append('\\').append(quote);
                } else if (isPrintable(point)) {
                    quoted.appendCodePoint(point);
                } else {
                    String digits = Integer.toHexString(point);
                    int width = point < 0x100 ? 2 : point < 0x10000 ? 4 : 8;
                    quoted.append('\\')
                            .append(width == 2 ? 'x' : width == 4 ? 'u' : 'U')
                            .append("0".repeat(width - digits.length()))
                            .append(digits);
                }
            }
        }
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }
}
