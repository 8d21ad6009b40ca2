/**
 * The test that every chat backend passes. In: a {@link dev.errand.backend.contract.ChatHarness}
 * around the backend and its real or fake server. Out: what {@code dev.errand.backend.spi}
 * promises, checked as people in that chat would see it.
 *
 * <p>Public beside the contract: the fakes of the host's side ({@link
 * dev.errand.backend.contract.RecordingInbox}, {@link
 * dev.errand.backend.contract.TestChatContext}), which a backend's own tests use too.
 */
@NullMarked
package dev.errand.backend.contract;

import org.jspecify.annotations.NullMarked;
