package dev.errand.storage.redis;

import dev.errand.storage.spi.StorageException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Turns what the driver throws into what an operator can act on. What Redis says is quoted only
 * where it can hold neither values nor secrets.
 */
final class Diagnosis {

    private Diagnosis() {}

    static StorageException noAnswer(String place, Throwable cause) {
        return new StorageException(
                place
                        + " did not answer in time; what was asked may still be done."
                        + " Look at its load and at the network. The bot goes on by itself once it answers",
                cause);
    }

    /** Whether only another configuration helps, so that waiting is of no use. */
    static boolean isMistake(Throwable fault) {
        String said = said(fault);
        return starts(said, "WRONGPASS", "NOAUTH", "ERR INVALID PASSWORD", "ERR DB INDEX")
                || find(fault, SSLException.class) != null;
    }

    static StorageException of(String place, Throwable fault) {
        if (fault instanceof StorageException told) {
            return new StorageException(String.valueOf(told.getMessage()), told);
        }
        if (find(fault, JedisDataException.class) != null
                && !(fault instanceof JedisClusterException)) {
            return refused(place, said(fault), fault);
        }
        return unreachable(place, fault);
    }

    private static StorageException unreachable(String place, Throwable fault) {
        if (find(fault, SocketTimeoutException.class) != null) {
            return noAnswer(place, fault);
        }
        SSLException tls = find(fault, SSLException.class);
        if (tls != null) {
            return new StorageException(
                    place
                            + " cannot be trusted, or does not speak TLS: "
                            + tls.getMessage()
                            + ". Check that its certificate names this host, ca-file, and tls",
                    fault);
        }
        UnknownHostException unknown = find(fault, UnknownHostException.class);
        if (unknown != null) {
            return new StorageException(
                    place + " cannot be found: no host '" + unknown.getMessage() + "' is known",
                    fault);
        }
        String how =
                find(fault, ConnectException.class) != null
                        ? " cannot be reached: the connection was refused"
                        : " cannot be used: the connection broke or none could be made; what was asked may have been done";
        return new StorageException(
                place
                        + how
                        + (fault instanceof JedisException
                                ? ""
                                : " (" + fault.getClass().getSimpleName() + ")")
                        + ". Check that Redis runs and that the address is right. The bot goes on by itself once it can connect",
                fault);
    }

    private static StorageException refused(String place, String said, Throwable fault) {
        String code = said.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        String what =
                switch (code) {
                    case "WRONGPASS" -> "refuses the user or the password. Check user and password";
                    case "NOAUTH" -> "wants a password. Set password, and user if it has ACL users";
                    case "NOPERM" ->
                            "does not let this user do what the bot needs. Allow it: ~PREFIX:* &PREFIX:* +@all -@admin -@dangerous +info";
                    case "OOM" ->
                            "is full (maxmemory is reached), so nothing was written. Give it more memory, or remove something; reading still works";
                    case "LOADING" -> "is still loading its data. The bot goes on by itself soon";
                    case "READONLY" ->
                            "is a replica that takes no writes. Name the master, or use Sentinel";
                    case "MISCONF" ->
                            "cannot write to its disk, so it takes no writes. Look at its log and its disk";
                    case "NOREPLICAS" ->
                            "has fewer replicas than min-replicas-to-write wants, so nothing was written";
                    case "CLUSTERDOWN", "MASTERDOWN", "TRYAGAIN" ->
                            "has no working master for this now. The bot goes on by itself once it has";
                    case "CROSSSLOT" ->
                            "is a cluster and keeps these keys on different nodes, so they cannot be written at once";
                    case "BUSY" -> "is busy with a script of somebody. Look at SCRIPT KILL";
                    default -> null;
                };
        if (what == null && starts(said, "A FAILURE OCCURRED WHILE BROADCASTING")) {
            what =
                    "has nodes that do not answer. Look at CLUSTER NODES; the bot goes on with the others";
        }
        if (what == null && starts(said, "ERR INVALID PASSWORD")) {
            what = "refuses the password. Check password";
        }
        if (what == null && starts(said, "ERR AUTH", "ERR CLIENT SENT AUTH")) {
            what =
                    "has no password set, and one is configured. Remove password, or set requirepass";
        }
        if (what == null && starts(said, "ERR DB INDEX")) {
            what = "has no database of that number. Check database";
        }
        if (what == null && starts(said, "ERR MAX NUMBER OF CLIENTS")) {
            what = "has too many clients. Raise maxclients, or lower connections";
        }
        return what == null
                ? new StorageException(
                        place + " failed with '" + code + "'; the log has the cause", fault)
                : new StorageException(place + " " + what, fault);
    }

    /** What Redis said, also where a script or the making of a connection was in between. */
    private static String said(Throwable fault) {
        JedisDataException data = find(fault, JedisDataException.class);
        String text = data == null ? "" : String.valueOf(data.getMessage());
        if (text.startsWith("ERR Error running script") || text.startsWith("ERR user_script")) {
            int at = text.indexOf("@user_script");
            int end = text.lastIndexOf(": ");
            int dash = text.indexOf(": -");
            return dash > 0
                    ? text.substring(dash + 3)
                    : text.substring(Math.max(at, Math.max(end + 2, 0)));
        }
        return text;
    }

    private static boolean starts(String text, String... beginnings) {
        String upper = text.toUpperCase(Locale.ROOT);
        for (String beginning : beginnings) {
            if (upper.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Looks at causes and, since the driver puts the tries to connect there, at what was
     * suppressed.
     */
    static <E extends Throwable> @Nullable E find(Throwable fault, Class<E> kind) {
        return find(fault, kind, 10);
    }

    private static <E extends Throwable> @Nullable E find(
            @Nullable Throwable fault, Class<E> kind, int depth) {
        if (fault == null || depth == 0) {
            return null;
        }
        if (kind.isInstance(fault)) {
            return kind.cast(fault);
        }
        for (Throwable suppressed : fault.getSuppressed()) {
            E found = find(suppressed, kind, depth - 1);
            if (found != null) {
                return found;
            }
        }
        return find(fault.getCause(), kind, depth - 1);
    }
}
