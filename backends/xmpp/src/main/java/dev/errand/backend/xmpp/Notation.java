package dev.errand.backend.xmpp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@link XhtmlDialect} has drawn. What is not one of its tags is text. */
final class Notation {

    private static final Pattern TAG =
            Pattern.compile(
                    "<(strong|em|s|code|pre|blockquote)>|<a href=\"([^\"<>]*)\">"
                            + "|</(strong|em|s|code|pre|blockquote|a)>");
    private static final Pattern ADDRESS = Pattern.compile("(?:https?://|mailto:|xmpp:)[!-~]+");

    private Notation() {}

    /** A piece of a message. */
    sealed interface Piece {

        /**
         * Words.
         *
         * @param text as people shall read them
         */
        record Words(String text) implements Piece {}

        /**
         * The beginning of something.
         *
         * @param tag its name
         * @param address where a link leads, else empty
         */
        record Begin(String tag, String address) implements Piece {}

        /**
         * The end of what was begun last.
         *
         * @param tag its name
         */
        record End(String tag) implements Piece {}
    }

    /** The pieces of a drawn text; each begun thing is ended, in reverse order. */
    static List<Piece> read(String drawn) {
        List<Piece> pieces = new ArrayList<>();
        List<String> open = new ArrayList<>();
        Matcher tag = TAG.matcher(drawn);
        int from = 0;
        while (tag.find()) {
            words(pieces, drawn.substring(from, tag.start()));
            from = tag.end();
            if (tag.group(3) != null) {
                end(pieces, open, tag.group(3));
            } else {
                String name = tag.group(1) == null ? "a" : tag.group(1);
                String address = tag.group(2) == null ? "" : unescape(tag.group(2));
                open.add(name);
                pieces.add(new Piece.Begin(name, address));
            }
        }
        words(pieces, drawn.substring(from));
        while (!open.isEmpty()) {
            pieces.add(new Piece.End(open.removeLast()));
        }
        return pieces;
    }

    private static void words(List<Piece> pieces, String drawn) {
        if (!drawn.isEmpty()) {
            pieces.add(new Piece.Words(unescape(drawn)));
        }
    }

    /** An end without its beginning is dropped: it could end something of ours. */
    private static void end(List<Piece> pieces, List<String> open, String name) {
        if (!open.isEmpty() && open.getLast().equals(name)) {
            open.removeLast();
            pieces.add(new Piece.End(name));
        }
    }

    /** Whether a client may be given this address to open. */
    static boolean leadsSomewhere(String url) {
        return ADDRESS.matcher(url.toLowerCase(Locale.ROOT)).matches();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String unescape(String text) {
        return text.replace("&quot;", "\"")
                .replace("&gt;", ">")
                .replace("&lt;", "<")
                .replace("&amp;", "&");
    }
}
