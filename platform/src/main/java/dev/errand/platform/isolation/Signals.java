package dev.errand.platform.isolation;

import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Signals that go to all processes of the bot, as from a terminal or from systemd, are the host's
 * to act on: it lets calls under way end, and ends the processes of plugins when those have.
 */
final class Signals {

    private Signals() {}

    /**
     * Has them do nothing here. By reflection, since the JDK keeps its one class for this in {@code
     * jdk.unsupported}, which javac warns of. Not ignored but handled: a program that a plugin
     * starts would inherit that they are ignored.
     */
    static void leaveToTheHost() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object nothing =
                    Proxy.newProxyInstance(
                            Signals.class.getClassLoader(),
                            new Class<?>[] {handler},
                            (proxy, method, arguments) -> null);
            for (String name : List.of("INT", "TERM", "HUP")) {
                signal.getMethod("handle", signal, handler)
                        .invoke(
                                null,
                                signal.getConstructor(String.class).newInstance(name),
                                nothing);
            }
        } catch (ReflectiveOperationException | RuntimeException notHere) {
            // then the processes of plugins end a moment too early, and the host says so
        }
    }
}
