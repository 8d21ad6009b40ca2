package dev.errand.platform.repository;

/** An installation has ended at a step; everything is as it was before. */
public final class StepFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final String step;

    StepFailed(String step, String reason) {
        super(reason);
        this.step = step;
    }

    /**
     * Where it ended.
     *
     * @return one or two words, such as {@code digest}
     */
    public String step() {
        return step;
    }
}
