package dev.errand.backend.irc;

import dev.errand.api.Secret;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;

/** Logs in by a message to the network's services. A refused password is not told them again. */
final class NickServ {

    private static final Pattern REFUSED =
            Pattern.compile(
                    "(?i)(invalid|incorrect|wrong|bad) (account |user ?name or )?password|password"
                            + " (is )?(incorrect|invalid|wrong)|authentication failed"
                            + "|(is not|isn't) (a )?registered|not a registered");
    private static final Pattern ACCEPTED =
            Pattern.compile(
                    "(?i)you are (now|already) (identified|logged in|recognized)|password accepted");

    private final IrcSettings.Login login;
    private final Logger logger;
    private volatile boolean refused;

    NickServ(IrcSettings.Login login, Logger logger) {
        this.login = login;
        this.logger = logger;
    }

    /** The line that logs in, unless there is none or it was refused before. */
    Optional<String> identify() {
        if (login.method() != IrcSettings.Login.Method.NICKSERV || refused) {
            return Optional.empty();
        }
        String account = login.account().isEmpty() ? "" : login.account() + " ";
        return login.password()
                .map(Secret::reveal)
                .map(password -> "PRIVMSG " + login.service() + " :IDENTIFY " + account + password);
    }

    /** Whether a notice is the services' answer to the login. */
    boolean answered(String nick, String text) {
        if (login.method() != IrcSettings.Login.Method.NICKSERV || !isService(nick)) {
            return false;
        }
        String words = IrcText.said(text);
        if (REFUSED.matcher(words).find()) {
            boolean news = !refused;
            refused = true;
            if (news) {
                logger.error("{}", remark());
            }
            return true;
        }
        return ACCEPTED.matcher(words).find();
    }

    private boolean isService(String nick) {
        int at = login.service().indexOf('@');
        return Names.same(nick, at < 0 ? login.service() : login.service().substring(0, at));
    }

    /** What an operator should know. */
    String remark() {
        return refused
                ? login.service()
                        + " refused the account or password: correct login.account and"
                        + " login.password and start again; until then the bot is not logged in"
                : "";
    }
}
