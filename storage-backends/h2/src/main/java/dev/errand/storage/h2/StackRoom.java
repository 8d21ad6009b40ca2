package dev.errand.storage.h2;

/**
 * Sees to it that a stack overflows before H2 writes and not while it does, which would leave H2
 * with locks that nobody opens any more. A plugin that recurses without end gets its error here.
 */
final class StackRoom {

    /** Makes 100 KB of compiled frames, more of interpreted ones; costs about a microsecond. */
    private static final int DEPTH = 1_000;

    private StackRoom() {}

    static void check() {
        if (descend(DEPTH, 1, 2, 3, 4, 5, 6, 7, 8) == 0) {
            throw new IllegalStateException("The sum of positive numbers is positive");
        }
    }

    /** All of its numbers are needed after the call, so all of them are on the stack meanwhile. */
    @SuppressWarnings("TooManyParameters") // that they take room is what they are for
    private static long descend(
            int depth, long a, long b, long c, long d, long e, long f, long g, long h) {
        long below = depth == 0 ? 1 : descend(depth - 1, b, c, d, e, f, g, h, a) & 1;
        return (below + a + b + c + d + e + f + g + h) | 1;
    }
}
