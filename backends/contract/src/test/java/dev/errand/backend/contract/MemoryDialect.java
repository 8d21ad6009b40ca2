package dev.errand.backend.contract;

import dev.errand.backend.spi.Dialect;

/** A notation of backslashes and asterisks, in which {@code @everyone} calls everyone. */
final class MemoryDialect implements Dialect {

    static final int LIMIT = 500;

    @Override
    public String text(String text) {
        return text.replaceAll("[\\p{Cc}\u202a-\u202e\u2066-\u2069&&[^\n\t]]", "")
                .replaceAll("[\\\\*@]", "\\\\$0");
    }

    @Override
    public String bold(String inner) {
        return "*" + inner + "*";
    }

    @Override
    public int maxLength() {
        return LIMIT;
    }

    /** What people read. */
    static String read(String drawn) {
        return drawn.replaceAll("(?<!\\\\)\\*", "").replaceAll("\\\\(.)", "$1");
    }

    /** Whether the server calls everyone. */
    static boolean callsEveryone(String drawn) {
        return drawn.matches("(?s).*(?<!\\\\)@(everyone|here|channel|all|room).*");
    }
}
