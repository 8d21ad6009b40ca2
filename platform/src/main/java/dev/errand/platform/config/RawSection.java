package dev.errand.platform.config;

import java.util.List;
import java.util.Map;

/** The settings as they were read. */
record RawSection(String path, Node.Group values) implements Section {

    @Override
    public <R extends Record> Binding<R> bind(Class<R> type) {
        return RecordBinder.bind(type, values, path);
    }

    @Override
    public Section with(Map<String, String> overlay, String place) {
        Node.Group laid = values;
        for (Map.Entry<String, String> entry : overlay.entrySet()) {
            laid =
                    laid.with(
                            List.of(entry.getKey().split("\\.", -1)),
                            new Node.Text(entry.getValue(), place));
        }
        return new RawSection(path, laid);
    }

    @Override
    public Map<String, Object> written() {
        return values.written();
    }

    @Override
    public List<Shown> describe(Class<? extends Record> type) {
        return Description.of(type, values);
    }

    @Override
    public String toString() {
        return "Section[" + path + ", " + values + "]";
    }
}
