package dev.errand.platform.repository;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.aether.resolution.VersionRangeResult;
import org.eclipse.aether.transfer.MetadataNotFoundException;

/** What Maven's resolver could not do, in words for people. */
final class MavenFaults {

    private static final Pattern HOST = Pattern.compile("https?://([^/\\s:)]+)");

    private MavenFaults() {}

    /** The innermost reason says what is missing where. */
    static String words(Throwable fault) {
        String said = String.valueOf(fault.getMessage());
        return ConnectionWords.certificate(host(fault), fault)
                .map(words ->
                        said.replaceFirst("(?s): (\\([a-z_]+\\) )?(PKIX|No (name|subject)).*", "")
                                + ": "
                                + words)
                .orElseGet(() -> innermost(fault));
    }

    private static String host(Throwable fault) {
        return ConnectionWords.causes(fault).stream()
                .map(cause -> HOST.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElse("a Maven repository");
    }

    private static String innermost(Throwable fault) {
        Throwable at = fault;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        String inner = String.valueOf(at.getMessage());
        String outer = String.valueOf(fault.getMessage());
        return outer.contains(inner) ? outer : outer + ": " + inner;
    }

    /** A repository that could not be asked may have it. */
    static String unasked(VersionRangeResult found) {
        return found.getExceptions().stream()
                .filter(fault -> !(fault instanceof MetadataNotFoundException))
                .map(fault -> "; " + words(fault))
                .distinct()
                .collect(Collectors.joining());
    }
}
