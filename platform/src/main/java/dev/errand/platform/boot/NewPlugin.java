package dev.errand.platform.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** {@code errand new-plugin NAME}: a stand-alone Maven project of a plugin with one command. */
final class NewPlugin {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** The files, and where they go; in both, the words in @ signs are replaced. */
    private static final List<String> FILES =
            List.of(
                    "pom.xml",
                    "README.md",
                    "gitignore -> .gitignore",
                    "ci.yml -> .github/workflows/build.yml",
                    "Plugin.java -> src/main/java/@PATH@/@CLASS@.java",
                    "package-info.java -> src/main/java/@PATH@/package-info.java",
                    "PluginTest.java -> src/test/java/@PATH@/@CLASS@Test.java");

    private final String name;
    private final Path repository;

    NewPlugin(String name, Path repository) {
        if (!NAME.matcher(name).matches() || name.length() > 40) {
            throw new CannotStart(
                    Main.FAILED,
                    "'"
                            + name
                            + "' is no name for a plugin. It has lower-case letters, digits and '-', such as weather.");
        }
        this.name = name;
        this.repository = repository;
    }

    /** Makes the project in a new folder of that name. */
    int call(Path parent) throws IOException {
        Path folder = parent.resolve(name);
        if (Files.exists(folder)) {
            throw new CannotStart(Main.FAILED, folder + " is there already.");
        }
        for (String file : FILES) {
            String[] way = file.split(" -> ", -1);
            Path target = folder.resolve(fill(way[way.length - 1]));
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.writeString(target, fill(template(way[0])));
        }
        System.out.println(
                "Made "
                        + folder
                        + ". Try it: errand dev "
                        + name
                        + " starts a bot with it here, and takes up what you change. Build it: mvn verify in that folder; then put target/"
                        + name
                        + "-0.1.0.jar into the plugins folder of a bot.");
        return 0;
    }

    private static String template(String file) throws IOException {
        try (InputStream in = NewPlugin.class.getResourceAsStream("new-plugin/" + file + ".txt")) {
            return new String(
                    Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String fill(String text) {
        String pack = "plugins." + name.replace("-", "");
        return text.replace("@NAME@", name)
                .replace("@PACKAGE@", pack)
                .replace("@PATH@", pack.replace('.', '/'))
                .replace("@CLASS@", className() + "Plugin")
                .replace("@VERSION@", Distribution.version())
                .replace("@API@", Bot.apiVersion().version())
                .replace("@REPOSITORY@", repository.toUri().toString());
    }

    private String className() {
        StringBuilder type = new StringBuilder();
        for (String word : name.split("-", -1)) {
            type.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return type.toString();
    }
}
