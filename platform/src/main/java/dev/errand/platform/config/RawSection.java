package dev.errand.platform.config;

/** The settings as they were read. */
record RawSection(String path, Node.Group values) implements Section {

    @Override
    public <R extends Record> Binding<R> bind(Class<R> type) {
        return RecordBinder.bind(type, values, path);
    }

    @Override
    public String toString() {
        return "Section[" + path + ", " + values + "]";
    }
}
