package dev.errand.platform.plugin;

/**
 * Counts the plugins that are being taken apart. Counts only, because a list of the threads that do
 * it would keep each plugin in memory: a virtual thread that has ended still refers to what it ran.
 */
final class Retirement {

    private int underWay;

    synchronized void begin() {
        underWay++;
    }

    synchronized void end() {
        underWay--;
        notifyAll();
    }

    synchronized void awaitNone() throws InterruptedException {
        while (underWay > 0) {
            wait();
        }
    }
}
