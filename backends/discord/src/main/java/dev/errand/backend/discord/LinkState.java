package dev.errand.backend.discord;

import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.Health;

/** How the link stands; told once in the log at each change, not at each try. */
final class LinkState {

    static final String TOKEN_REFUSED =
            "Discord refuses the bot's token. Make a new one on the application's page \"Bot\" (Reset"
                    + " Token), set it as token, and restart the bot.";

    private final ChatContext context;
    private Health health;
    private boolean stopped;
    private long heardNanos = System.nanoTime();

    LinkState(ChatContext context) {
        this.context = context;
        this.health = new Health(Health.State.CONNECTING, "", context.clock().instant());
    }

    synchronized Health health() {
        return health;
    }

    synchronized boolean open() {
        return health.state() == Health.State.UP;
    }

    synchronized void awaitOpen() throws InterruptedException {
        while (!open()) {
            wait();
        }
    }

    synchronized void up() {
        heard();
        if (become(Health.State.UP, "")) {
            context.logger().info("Connected to Discord");
        }
    }

    /** The link is lost, or did not come about; another try follows. */
    synchronized void trouble(String why) {
        if (health.state() == Health.State.DOWN || stopped) {
            return;
        }
        boolean told = !health.detail().isEmpty();
        if (become(Health.State.CONNECTING, why) || !told) {
            context.logger().warn("Not connected to Discord: {}. Trying again until it is.", why);
        }
    }

    synchronized void refused(String why) {
        if (become(Health.State.DOWN, why)) {
            context.logger().error("{}", why);
        }
    }

    synchronized void stopped() {
        stopped = true;
        become(Health.State.DOWN, "stopped");
    }

    synchronized void heard() {
        heardNanos = System.nanoTime();
    }

    synchronized long silentNanos() {
        return System.nanoTime() - heardNanos;
    }

    private boolean become(Health.State state, String detail) {
        boolean changed = health.state() != state;
        if (stopped && changed && state != Health.State.DOWN) {
            return false;
        }
        health = health.becoming(state, detail, context.clock().instant());
        notifyAll();
        return changed;
    }
}
