/**
 * Asks name servers: a name, a type and perhaps a resolver come in from a command; what the server
 * answered, or in plain words why nothing came, goes out as a reply. Only the wire format is
 * dnsjava's; its resolvers are not used, because they start a thread and a shutdown hook that would
 * outlive the plugin.
 */
@NullMarked
package dev.errand.plugins.dns;

import org.jspecify.annotations.NullMarked;
