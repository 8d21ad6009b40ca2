package dev.errand.platform.execution;

/** A thread that knows whose it is. */
final class PluginThread extends Thread {

    private final PluginThreads owner;

    PluginThread(PluginThreads owner, Runnable work, String name) {
        super(null, work, name, 0, false);
        this.owner = owner;
        setDaemon(true);
    }

    @SuppressWarnings("ReferenceEquality") // of two pools of one name one may be the plugin's last
    boolean isOf(PluginThreads threads) {
        return owner == threads;
    }
}
