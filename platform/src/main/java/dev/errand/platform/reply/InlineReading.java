package dev.errand.platform.reply;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/**
 * Reads what is inside a paragraph, heading or cell; by a loop, so that nesting cannot exhaust the
 * stack.
 */
final class InlineReading {

    private final Redaction redaction;
    private int links;
    private List<Run> runs = new ArrayList<>();
    private List<Mark> marks = List.of();

    InlineReading(Redaction redaction) {
        this.redaction = redaction;
    }

    /** The runs of a block, without secrets. */
    List<Run> read(Node block) {
        runs = new ArrayList<>();
        marks = List.of();
        Deque<List<Mark>> outer = new ArrayDeque<>();
        Node node = block.getFirstChild();
        while (node != null) {
            Node child = node.getFirstChild();
            enter(node);
            if (child != null) {
                outer.push(marks);
                marks = inside(node);
                node = child;
                continue;
            }
            leave(node);
            while (node.getNext() == null && !outer.isEmpty()) {
                node = node.getParent();
                marks = outer.pop();
                leave(node);
            }
            node = node.getNext();
        }
        return Secrets.hide(runs, redaction);
    }

    private void enter(Node node) {
        switch (node) {
            case Text text -> add(text.getLiteral());
            case HtmlInline html -> add(html.getLiteral());
            case Code code -> runs.add(new Run(marks, true, code.getLiteral()));
            case SoftLineBreak soft -> add("\n");
            case HardLineBreak hard -> add("\n");
            default -> {}
        }
    }

    private void add(String text) {
        runs.add(new Run(marks, false, text));
    }

    private List<Mark> inside(Node node) {
        return switch (node) {
            case StrongEmphasis strong -> with(Mark.Style.BOLD);
            case Emphasis emphasis -> with(Mark.Style.ITALIC);
            case Strikethrough strike -> with(Mark.Style.STRIKE);
            case Link link -> withLink(link.getDestination());
            case Image image -> withLink(image.getDestination());
            default -> marks;
        };
    }

    private List<Mark> with(Mark mark) {
        if (marks.contains(mark)) {
            return marks;
        }
        List<Mark> more = new ArrayList<>(marks);
        more.add(mark);
        return List.copyOf(more);
    }

    private List<Mark> withLink(String url) {
        if (isLinked()) {
            return marks;
        }
        Optional<Mark> mention = Mention.of(url);
        if (mention.isPresent()) {
            return with(mention.get());
        }
        if (!WebAddress.allowed(url)) {
            return marks;
        }
        return with(new Mark.Link(WebAddress.encoded(redaction.redact(url)), links++));
    }

    private boolean isLinked() {
        return marks.stream().anyMatch(mark -> !(mark instanceof Mark.Style));
    }

    /** A link that must not or cannot be one still says where it leads. */
    private void leave(Node node) {
        switch (node) {
            case Link link -> left(link, link.getDestination());
            case Image image -> left(image, image.getDestination());
            default -> {}
        }
    }

    private void left(Node node, String url) {
        boolean linked = isLinked();
        if (!linked && Mention.of(url).isPresent()) {
            return;
        }
        if (!linked && WebAddress.allowed(url)) {
            if (node.getFirstChild() == null) {
                List<Mark> around = marks;
                marks = withLink(url);
                add("");
                marks = around;
            }
        } else if (!url.isEmpty()) {
            add(
                    node.getFirstChild() == null
                            ? redaction.redact(url)
                            : " (" + redaction.redact(url) + ")");
        }
    }
}
