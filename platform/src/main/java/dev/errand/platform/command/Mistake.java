package dev.errand.platform.command;

/**
 * Something wrong in a plugin that its author has to mend.
 *
 * @param place where: a file, a class, a method
 * @param problem what is wrong, and what would work
 */
public record Mistake(String place, String problem) {

    @Override
    public String toString() {
        return place + ": " + problem;
    }
}
