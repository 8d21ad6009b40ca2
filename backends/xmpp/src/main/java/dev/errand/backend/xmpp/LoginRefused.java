package dev.errand.backend.xmpp;

import java.util.Set;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.sasl.SASLError;
import org.jivesoftware.smack.sasl.SASLErrorException;

/** The server does not want this login; another try with the same would only lock the account. */
final class LoginRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private static final Set<SASLError> PASSING =
            Set.of(SASLError.temporary_auth_failure, SASLError.aborted);

    private LoginRefused(String message, Exception cause) {
        super(message, cause);
    }

    static void throwIf(Exception e) throws LoginRefused {
        if (e instanceof SASLErrorException error) {
            SASLError condition = error.getSASLFailure().getSASLError();
            if (!PASSING.contains(condition)) {
                throw new LoginRefused(
                        "The server refused the login ("
                                + condition
                                + "): check jid and password, then start the bot anew",
                        e);
            }
        } else if (e instanceof SmackException.SmackSaslException) {
            throw new LoginRefused(
                    "The server offers no way to log in that is allowed here, which is SCRAM;"
                            + " plain-login = true allows PLAIN inside TLS",
                    e);
        }
    }
}
