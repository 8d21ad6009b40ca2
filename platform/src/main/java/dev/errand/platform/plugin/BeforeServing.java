package dev.errand.platform.plugin;

import java.io.IOException;

/** Something that has to be durable before a plugin may serve. */
@FunctionalInterface
public interface BeforeServing {

    /** Nothing. */
    BeforeServing NOTHING = () -> {};

    /**
     * Makes it durable.
     *
     * @throws IOException if it cannot be; the plugin is then not put in service
     */
    void keep() throws IOException;
}
