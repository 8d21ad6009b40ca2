package dev.errand.platform.reply;

import java.util.ArrayList;
import java.util.List;

/** Hides secrets in runs, also where markup cuts a secret apart. */
final class Secrets {

    private Secrets() {}

    static List<Run> hide(List<Run> runs, Redaction redaction) {
        StringBuilder all = new StringBuilder();
        runs.forEach(run -> all.append(run.text()));
        List<Redaction.Span> spans = redaction.spans(all.toString());
        return spans.isEmpty() ? runs : without(runs, spans);
    }

    private static List<Run> without(List<Run> runs, List<Redaction.Span> spans) {
        List<Run> kept = new ArrayList<>(runs.size());
        int start = 0;
        int next = 0;
        for (Run run : runs) {
            int end = start + run.text().length();
            while (next < spans.size() && spans.get(next).to() <= start) {
                next++;
            }
            StringBuilder text = new StringBuilder();
            int at = start;
            for (int i = next; i < spans.size() && spans.get(i).from() < end; i++) {
                Redaction.Span span = spans.get(i);
                if (span.from() >= start) {
                    text.append(run.text(), at - start, span.from() - start)
                            .append(Redaction.HIDDEN);
                }
                at = Math.min(end, span.to());
            }
            text.append(run.text(), Math.min(at, end) - start, end - start);
            if (!text.isEmpty() || run.text().isEmpty()) {
                kept.add(run.withText(text.toString()));
            }
            start = end;
        }
        return kept;
    }
}
