package dev.errand.backend.irc;

import java.util.Optional;

/**
 * A line that somebody said.
 *
 * @param from who, by the server's word
 * @param account their services account, by the server's word
 * @param target the channel, or the bot's nick
 * @param text what, as it came
 * @param bot whether it comes from another program
 * @param own whether it comes from this bot
 * @param id the server's id of the message
 * @param time when the server had it
 */
record Heard(
        Prefix from,
        Optional<String> account,
        String target,
        String text,
        boolean bot,
        boolean own,
        Optional<String> id,
        Optional<String> time) {}
