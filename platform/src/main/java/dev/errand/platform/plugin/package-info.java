/**
 * Plugins that come and go. In: JARs. Out: one immutable {@link
 * dev.errand.platform.plugin.Snapshot} of all commands and listeners, replaced whole whenever a
 * plugin comes, changes or goes.
 *
 * <p>Public beside the records: {@link dev.errand.platform.plugin.PluginHost}, which loads and
 * unloads, with {@link dev.errand.platform.plugin.PluginAdmin}, what admins do to plugins, and
 * {@link dev.errand.platform.plugin.JarIntake}, which reads JARs; {@link
 * dev.errand.platform.plugin.PluginFolders}, which watches folders and tells the host; {@link
 * dev.errand.platform.plugin.Invocations}, which calls what was loaded; {@link
 * dev.errand.platform.plugin.Parts}, which loads chats and storages from their JARs.
 */
@NullMarked
package dev.errand.platform.plugin;

import org.jspecify.annotations.NullMarked;
