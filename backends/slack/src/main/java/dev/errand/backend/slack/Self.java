package dev.errand.backend.slack;

import com.slack.api.methods.response.auth.AuthTestResponse;
import java.util.Objects;

/**
 * Who the bot is in its workspace.
 *
 * @param team the workspace's id
 * @param teamName the workspace's name
 * @param user the bot's account
 * @param bot the bot's id as the author of messages
 */
record Self(String team, String teamName, String user, String bot) {

    static Self of(AuthTestResponse response) {
        return new Self(
                Objects.requireNonNullElse(response.getTeamId(), "T0"),
                Objects.requireNonNullElse(response.getTeam(), ""),
                Objects.requireNonNullElse(response.getUserId(), ""),
                Objects.requireNonNullElse(response.getBotId(), ""));
    }
}
