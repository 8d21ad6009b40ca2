package dev.errand.backend.xmpp;

import java.io.IOException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.XMPPException;
import org.jivesoftware.smack.xml.XmlPullParserException;
import org.jspecify.annotations.Nullable;

/** Words for an operator about a failed connection. */
final class Reasons {

    private static final int LONGEST = 300;

    private Reasons() {}

    /** What went wrong. Only exceptions that cannot carry a stanza's text are quoted. */
    static String of(@Nullable Exception e) {
        if (e == null) {
            return "the connection ended";
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof SSLException) {
                return "the server's certificate or TLS is not accepted ("
                        + brief(cause)
                        + "); a CA of one's own goes into ca-file";
            }
        }
        boolean quotable =
                e instanceof IOException
                        || e instanceof SmackException.NoResponseException
                        || e instanceof SmackException.EndpointConnectionException
                        || e instanceof SmackException.SecurityRequiredByClientException
                        || e instanceof SmackException.SecurityNotPossibleException
                        || e instanceof XMPPException.StreamErrorException
                        || e instanceof XMPPException.XMPPErrorException;
        if (e instanceof XmlPullParserException) {
            return "the connection broke off";
        }
        return quotable ? brief(e) : e.getClass().getSimpleName();
    }

    private static String brief(Throwable e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}+", " ").strip();
        return message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
    }
}
