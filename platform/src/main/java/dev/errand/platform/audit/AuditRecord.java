package dev.errand.platform.audit;

import dev.errand.api.PersonId;
import dev.errand.api.RoomId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of one command; text only.
 *
 * @param at when it was asked for
 * @param who the account that asked
 * @param where the room
 * @param command the command's name
 * @param arguments its arguments by name, without what is sensitive
 * @param rule the access rule that decided
 * @param outcome one word: returned, refused, denied, bad-arguments, failed, timed-out, killed,
 *     busy, gone, withdrawn, limited
 * @param incident the incident's id if it failed
 * @param took from the message's arrival to the outcome
 */
public record AuditRecord(
        Instant at,
        PersonId who,
        RoomId where,
        String command,
        String arguments,
        String rule,
        String outcome,
        Optional<String> incident,
        Duration took) {}
