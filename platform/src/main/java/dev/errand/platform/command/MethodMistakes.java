package dev.errand.platform.command;

import java.lang.reflect.Method;
import java.util.List;

/** Collects what is wrong with one method. */
final class MethodMistakes {

    private final String place;
    private final List<Mistake> mistakes;

    MethodMistakes(Method method, List<Mistake> mistakes) {
        this.place = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        this.mistakes = mistakes;
    }

    void add(String problem) {
        mistakes.add(new Mistake(place, problem));
    }
}
