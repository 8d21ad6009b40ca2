/**
 * The host's own commands: help, and what an admin needs to see and end what runs. Ordinary plugin
 * classes, called on threads that no other plugin shares. In: calls. Out: replies.
 *
 * <p>Public: {@link dev.errand.platform.admin.HostCommands}.
 */
@NullMarked
package dev.errand.platform.admin;

import org.jspecify.annotations.NullMarked;
