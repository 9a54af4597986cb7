package io.zenview.cli;

/// Prose in lines of a width that is pleasant to read.
final class Paragraph {
    private Paragraph() {}

    /// The text as an item of a list.
    ///
    /// @return lines that each end with a line separator
    static String item(String text, int columns) {
        return "- "
                + wrap(text, columns - 2)
                        .indent(2)
                        .substring(2)
                        .replace("\n", System.lineSeparator());
    }

    /// Breaks a text between words; a word that is longer than a line stays whole.
    ///
    /// @return lines that each end with a line separator
    static String wrap(String text, int columns) {
        StringBuilder lines = new StringBuilder();
        int used = 0;
        for (String word : text.strip().split("\\s+", -1)) {
            if (used > 0 && used + 1 + word.length() > columns) {
                lines.append(System.lineSeparator());
                used = 0;
            }
            if (used > 0) {
                lines.append(' ');
                used++;
            }
            lines.append(word);
            used += word.length();
        }
        return lines.append(System.lineSeparator()).toString();
    }
}
