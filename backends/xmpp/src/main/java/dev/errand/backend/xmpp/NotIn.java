package dev.errand.backend.xmpp;

import java.time.Duration;
import org.jivesoftware.smack.packet.StanzaError.Condition;
import org.jivesoftware.smackx.muc.packet.MUCUser;
import org.jivesoftware.smackx.muc.packet.MUCUser.Status;
import org.jspecify.annotations.Nullable;

/**
 * Why the bot is not in a room, and when it asks again.
 *
 * @param why the reason, for an operator
 * @param pause the time to the next try
 */
record NotIn(String why, Duration pause) {

    static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final Duration REFUSED = Duration.ofMinutes(5);

    /** The room has refused to let the bot in. */
    static NotIn refused(Condition condition) {
        return switch (condition) {
            case not_authorized ->
                    new NotIn("the room wants another password; see room-passwords", REFUSED);
            case forbidden -> new NotIn("the bot is banned from the room", REFUSED);
            case registration_required ->
                    new NotIn("the room is for members only; make the bot one", REFUSED);
            case item_not_found -> new NotIn("the room is just being made by somebody", SOON);
            default -> new NotIn("the room answered '" + condition + "'", LATER);
        };
    }

    /** The bot was in the room, and is no more. */
    static NotIn putOut(@Nullable MUCUser user) {
        boolean banned =
                has(user, Status.BANNED_301)
                        || has(user, Status.REMOVED_AFFIL_CHANGE_321)
                        || (user != null && user.getDestroy() != null);
        Duration pause = banned ? REFUSED : has(user, Status.KICKED_307) ? LATER : SOON;
        return new NotIn("the bot was put out of the room", pause);
    }

    static boolean has(@Nullable MUCUser user, Status status) {
        return user != null && user.getStatus().contains(status);
    }
}
