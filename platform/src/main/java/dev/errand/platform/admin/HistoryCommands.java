package dev.errand.platform.admin;

import dev.errand.api.Caller;
import dev.errand.api.Command;
import dev.errand.api.Private;
import dev.errand.api.Reply;
import dev.errand.platform.dispatch.History;
import java.util.List;

/** What somebody has asked for lately. */
final class HistoryCommands {

    private final History history;

    HistoryCommands(History history) {
        this.history = history;
    }

    @Command(
            value = "history",
            description =
                    "Lists your last commands; !! gives the last one again, !3 the third last")
    @Private
    Reply history(Caller caller) {
        List<String> lines = history.of(caller.person().id());
        if (lines.isEmpty()) {
            return Reply.plain("You have given no commands yet.");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(lines.size() - i).append("  ").append(lines.get(i)).append('\n');
        }
        return Reply.code(text.toString().stripTrailing());
    }
}
