/**
 * A Slack of our own: a real HTTP and WebSocket server with the shapes of Slack's public
 * documentation, which Slack's client cannot tell from the real one, with faults on demand; and the
 * tests of the backend against it.
 */
package dev.errand.backend.slack;
