package dev.errand.platform.reply;

/** What lies around a piece of text: a style, or a link it belongs to. */
sealed interface Mark {

    /** How letters look. */
    enum Style implements Mark {
        BOLD,
        ITALIC,
        STRIKE
    }

    /**
     * A link around the text.
     *
     * @param url where it leads, already judged by {@link WebAddress}
     * @param id tells two links to the same place apart
     */
    record Link(String url, int id) implements Mark {}
}
