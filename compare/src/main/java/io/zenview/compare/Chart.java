package io.zenview.compare;

/// A picture of some figures, as SVG in a page of HTML.
///
/// Horizontal positions are percentages and text has the page's own size: the picture fits a phone
/// and a wide screen without becoming small print on either.
interface Chart {
    /// What it shows.
    String title();

    /// The same in a sentence, for who does not see it, with the figures.
    String description();

    /// How to read it, and what stands behind.
    String caption();

    /// Its height in pixels.
    int height();

    /// Its inside: elements of SVG.
    String drawing();

    /// What the colours mean, as HTML, or nothing.
    default String legend() {
        return "";
    }

    /// The whole, as HTML.
    ///
    /// @param id unique in the page
    default String figure(String id) {
        return "<figure class=\"chart\">\n<figcaption><strong>"
                + Markup.escape(title())
                + "</strong> <span>"
                + Markup.escape(caption())
                + "</span></figcaption>\n"
                + legend()
                + "<svg role=\"img\" width=\"100%\" height=\""
                + height()
                + "\" aria-labelledby=\""
                + id
                + "-title "
                + id
                + "-desc\">\n<title id=\""
                + id
                + "-title\">"
                + Markup.escape(title())
                + "</title>\n<desc id=\""
                + id
                + "-desc\">"
                + Markup.escape(description())
                + "</desc>\n"
                + drawing()
                + "</svg>\n</figure>\n";
    }

    /// What a mark stands for; decides its colour.
    enum Tone {
        /// Work with copies.
        COPY,
        /// Work without.
        VIEW,
        /// What both are held against.
        PLAIN;

        String cssClass(Language language) {
            String tone = name().toLowerCase(java.util.Locale.ROOT);
            return language == Language.PYTHON ? tone + " python" : tone;
        }
    }
}
