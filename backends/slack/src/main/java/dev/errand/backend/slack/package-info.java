/**
 * Slack over Socket Mode. In: the envelopes of one workspace's socket, as {@link
 * dev.errand.backend.spi.InboundMessage}s. Out: messages, files and reactions by calls of Slack's
 * Web API.
 */
@NullMarked
package dev.errand.backend.slack;

import org.jspecify.annotations.NullMarked;
