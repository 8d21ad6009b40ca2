package dev.errand.platform.reply;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Reads Markdown into units; by a loop, so that nesting cannot exhaust the stack. */
final class MarkdownReading {

    private static final Parser PARSER =
            Parser.builder()
                    .extensions(List.of(TablesExtension.create(), StrikethroughExtension.create()))
                    .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                    .maxOpenBlockParsers(100)
                    .maxInlineNesting(100)
                    .build();

    /**
     * More frames than this leave no room for words in a short message; of a deeper block the
     * innermost frame is kept.
     */
    private static final int DEEPEST = 6;

    private final Redaction redaction;
    private final InlineReading inlines;
    private final Columns columns;
    private final List<Unit> units = new ArrayList<>();
    private final Deque<List<Frame>> outer = new ArrayDeque<>();
    private final Map<Node, Integer> numbers = new HashMap<>();
    private List<Frame> frames = List.of();

    private MarkdownReading(Redaction redaction, Columns columns) {
        this.redaction = redaction;
        this.inlines = new InlineReading(redaction);
        this.columns = columns;
    }

    static List<Unit> read(String markdown, Redaction redaction, Columns columns) {
        MarkdownReading reading = new MarkdownReading(redaction, columns);
        reading.walk(PARSER.parse(redaction.redactSource(markdown)));
        return reading.units;
    }

    private void walk(Node document) {
        Node node = document.getFirstChild();
        while (node != null) {
            boolean container = !leaf(node) && node.getFirstChild() != null;
            if (container) {
                outer.push(frames);
                frames = inside(node);
                node = node.getFirstChild();
                continue;
            }
            while (node.getNext() == null && !outer.isEmpty()) {
                node = node.getParent();
                frames = outer.pop();
            }
            node = node.getNext();
        }
    }

    /** Adds the units of a block that has no blocks in it. */
    private boolean leaf(Node node) {
        switch (node) {
            case Paragraph paragraph -> words(node, new Leaf.Shape.Prose(), inlines.read(node));
            case Heading heading ->
                    words(node, new Leaf.Shape.Heading(heading.getLevel()), inlines.read(node));
            case FencedCodeBlock code -> code(node, language(code.getInfo()), code.getLiteral());
            case IndentedCodeBlock code -> code(node, "", code.getLiteral());
            case HtmlBlock html -> words(node, new Leaf.Shape.Prose(), text(html.getLiteral()));
            case ThematicBreak rule ->
                    units.add(
                            new Unit(block(node, new Leaf.Shape.Rule()), "", List.of(new Run(""))));
            case TableBlock table ->
                    columns.add(TableReading.read(table, inlines), frames, tight(node), units);
            case ListItem item when item.getFirstChild() == null -> {
                Leaf empty = new Leaf(new Leaf.Shape.Prose(), inside(item), true);
                Words.add(empty, List.of(), units);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private List<Run> text(String literal) {
        return Secrets.hide(List.of(new Run(literal.stripTrailing())), redaction);
    }

    private void words(Node node, Leaf.Shape shape, List<Run> runs) {
        Words.add(block(node, shape), runs, units);
    }

    private void code(Node node, String language, String literal) {
        String text = literal.endsWith("\n") ? literal.substring(0, literal.length() - 1) : literal;
        if (!text.isBlank()) {
            Words.addLines(
                    block(node, new Leaf.Shape.Code(language)), redaction.redact(text), units);
        }
    }

    private Leaf block(Node node, Leaf.Shape shape) {
        return new Leaf(shape, frames, tight(node));
    }

    /** A language's name, unless the words after the fence are something else. */
    static String language(String info) {
        String first = info.strip();
        int end = 0;
        while (end < first.length() && first.charAt(end) > ' ') {
            end++;
        }
        String name = first.substring(0, end);
        boolean plain =
                name.length() <= 30
                        && name.chars()
                                .allMatch(c ->
                                        c < 128
                                                && (Character.isLetterOrDigit(c)
                                                        || "+#._-".indexOf(c) >= 0));
        return plain ? name : "";
    }

    private List<Frame> inside(Node node) {
        return switch (node) {
            case BlockQuote quote -> with(new Frame(Frame.QUOTE, tight(node)));
            case ListItem item -> with(new Frame(marker(item), tightItem(item)));
            default -> frames;
        };
    }

    private List<Frame> with(Frame frame) {
        List<Frame> more = new ArrayList<>(frames);
        if (more.size() == DEEPEST) {
            more.removeLast();
        }
        more.add(frame);
        return List.copyOf(more);
    }

    /** Counts as it goes: counting the items before it each time would take quadratic time. */
    private String marker(ListItem item) {
        if (!(item.getParent() instanceof OrderedList list)) {
            return "-";
        }
        Integer start = list.getMarkerStartNumber();
        int number = numbers.getOrDefault(list, start == null ? 1 : start);
        numbers.put(list, number + 1);
        return number + ".";
    }

    private static boolean tightItem(ListItem item) {
        return item.getPrevious() != null ? tight(item) : tight(item.getParent());
    }

    /**
     * Whether no blank line stood between a block and the one before it: the author's spacing is
     * kept.
     */
    private static boolean tight(Node node) {
        Node before = node.getPrevious();
        if (before == null
                || before.getSourceSpans().isEmpty()
                || node.getSourceSpans().isEmpty()) {
            return before == null;
        }
        SourceSpan end = before.getSourceSpans().getLast();
        return node.getSourceSpans().getFirst().getLineIndex() <= end.getLineIndex() + 1;
    }
}
