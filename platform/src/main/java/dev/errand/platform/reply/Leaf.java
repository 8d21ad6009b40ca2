package dev.errand.platform.reply;

import java.util.List;

/** A block without blocks in it. Compared by identity: two equal paragraphs are two paragraphs. */
final class Leaf {

    /** What kind of block it is. */
    sealed interface Shape {

        /** Words. */
        record Prose() implements Shape {}

        /**
         * A heading.
         *
         * @param level 1 to 6
         */
        record Heading(int level) implements Shape {}

        /**
         * Lines of fixed width.
         *
         * @param language empty if unknown
         */
        record Code(String language) implements Shape {}

        /**
         * Aligned rows.
         *
         * @param header what stands again above the rows in each message, empty for nothing
         */
        record Grid(String header) implements Shape {}

        /** A line across. */
        record Rule() implements Shape {}
    }

    private final Shape shape;
    private final List<Frame> frames;
    private final boolean tight;

    /**
     * Made while a reply is read.
     *
     * @param shape its kind
     * @param frames what lies around it, outermost first
     * @param tight whether no blank line stands before it
     */
    Leaf(Shape shape, List<Frame> frames, boolean tight) {
        this.shape = shape;
        this.frames = frames;
        this.tight = tight;
    }

    Shape shape() {
        return shape;
    }

    List<Frame> frames() {
        return frames;
    }

    boolean tight() {
        return tight;
    }

    /** The same block with nothing around it, for where the frames leave no room. */
    Leaf bare() {
        return new Leaf(shape, List.of(), true);
    }
}
