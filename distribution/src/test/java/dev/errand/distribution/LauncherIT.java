package dev.errand.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real launchers in a clone in miniature, with spaces in its path: the bot is a class that says
 * how it was started, and {@code mvn} a script that makes the distribution from it.
 */
class LauncherIT {

    private static final Path REPOSITORY = Bot.DISTRIBUTION.resolve("../../..").normalize();
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    private static final String MAIN =
            """
            package dev.errand.platform.boot;
            public final class Main {
                public static void main(String[] args) throws Exception {
                    if (args.length > 0 && args[0].equals("hang")) {
                        Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0)));
                        System.out.println(ProcessHandle.current().pid());
                        Thread.sleep(60_000);
                    }
                    System.out.println("java=" + System.getProperty("java.home"));
                    System.out.println("dist=" + System.getProperty("errand.dist"));
                    System.out.println("home=" + System.getProperty("errand.home.default"));
                    System.out.println("folder=" + System.getProperty("user.dir"));
                    System.out.println("heap=" + Runtime.getRuntime().maxMemory() / 1024 / 1024);
                    System.out.println("left=" + System.getenv("ERRAND_JAVA_OPTS"));
                    System.out.println("args=" + String.join("|", args));
                    System.out.println("in=" + new String(System.in.readAllBytes(), "UTF-8").strip());
                    System.exit(7);
                }
            }
            """;

    private static final String MAVEN =
            """
            #!/bin/sh
            # Takes the place of Maven: notes that it was called, waits if told so, copies what the build would make.
            echo called >> "$CALLS"
            echo "[ERROR] what is wrong"
            [ -e "$CALLS.fail" ] && exit 1
            while [ -e "$CALLS.wait" ]; do sleep 0.05; done
            rm -rf distribution/target && mkdir -p distribution/target/errand-1/bin distribution/target/errand-1/conf
            cp -R "$MADE/lib" distribution/target/errand-1/
            cp distribution/src/conf/jvm.options distribution/target/errand-1/conf/
            cp distribution/src/bin/* distribution/target/errand-1/bin/
            """;

    private static final Set<String> PROGRAMS =
            Set.of(
                    "java",
                    "mvn",
                    "flock",
                    "sh",
                    "cat",
                    "cksum",
                    "cp",
                    "date",
                    "dirname",
                    "find",
                    "grep",
                    "head",
                    "ln",
                    "mkdir",
                    "mv",
                    "readlink",
                    "rm",
                    "sed",
                    "sleep",
                    "sort");

    @TempDir static Path made;

    @TempDir Path temp;

    private Path clone;
    private Path calls;
    private Path launcher;
    private Path tools;

    @BeforeAll
    static void makeBot() throws IOException {
        new Jar()
                .source("dev/errand/platform/boot/Main.java", MAIN)
                .renameTo(Files.createDirectories(made.resolve("lib")).resolve("bot.jar"));
    }

    @BeforeEach
    void makeClone() throws IOException {
        clone = Files.createDirectories(temp.resolve("a clone/of it"));
        calls = temp.resolve("calls");
        launcher = clone.resolve("errand");
        copy(REPOSITORY.resolve("errand"), launcher);
        for (String file : List.of("bin/errand", "bin/java.sh", "conf/jvm.options")) {
            copy(
                    REPOSITORY.resolve("distribution/src").resolve(file),
                    clone.resolve("distribution/src").resolve(file));
        }
        write(clone.resolve("pom.xml"), "<project/>");
        write(clone.resolve("platform/src/main/java/A.java"), "class A {}");
        write(clone.resolve("platform/src/main/java/B.java"), "class B {}");
        write(clone.resolve("platform/src/test/java/ATest.java"), "class ATest {}");
        tools = Files.createDirectories(temp.resolve("tools"));
        executable(tools.resolve("mvn"), MAVEN);
    }

    @Test
    void buildsOnFirstUseAndStartsWithAllArgumentsAndTheInput() throws Exception {
        Finished first = start(launcher, "--flag", "two words", "", "*");

        assertThat(first.exit()).isEqualTo(7);
        assertThat(first.out())
                .contains(
                        "dist=" + clone.toRealPath().resolve("distribution/target/errand-1") + "\n",
                        "home=" + clone.toRealPath().resolve("run") + "\n",
                        "args=--flag|two words||*\n",
                        "in=!hello\n");
        assertThat(first.err())
                .matches("errand: building, which takes .* the first time … done in \\d+ s\n");
    }

    @Test
    void doesNotCallMavenAgainUntilSourcesChange() throws Exception {
        start(launcher);
        Finished second = start(launcher);

        assertThat(builds()).isEqualTo(1);
        assertThat(second.err()).isEmpty();
    }

    @Test
    void buildsAgainAfterAnyChangeOfASourceButNotOfATest() throws Exception {
        start(launcher);
        write(clone.resolve("platform/src/test/java/ATest.java"), "class ATest { int more; }");
        start(launcher);
        assertThat(builds()).as("a changed test").isEqualTo(1);

        write(clone.resolve("platform/src/main/java/A.java"), "class A { int more; }");
        assertThat(start(launcher).err()).startsWith("errand: sources have changed, building …");
        assertThat(builds()).as("a changed source").isEqualTo(2);

        Files.delete(clone.resolve("platform/src/main/java/B.java"));
        start(launcher);
        assertThat(builds()).as("a deleted source").isEqualTo(3);

        Path moved = write(temp.resolve("A.java"), "class A { int other; }");
        Files.setLastModifiedTime(moved, FileTime.fromMillis(0));
        Files.delete(clone.resolve("platform/src/main/java/A.java"));
        Files.move(moved, clone.resolve("platform/src/main/java/A.java"));
        start(launcher);
        assertThat(builds()).as("an older file in place of a source").isEqualTo(4);
    }

    @Test
    void aFailedBuildIsToldWithItsFirstErrorsAndItsLogAndTriedAgain() throws Exception {
        Path fail = write(temp.resolve("calls.fail"), "");
        Finished failed = start(launcher);
        Files.delete(fail);

        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err())
                .contains("failed\n[ERROR] what is wrong\n", ".launcher/build.log'");
        assertThat(start(launcher).exit()).isEqualTo(7);
    }

    @Test
    void aBuildThatWasCutOffIsMadeAgain() throws Exception {
        start(launcher);
        write(clone.resolve("platform/src/main/java/A.java"), "class A { int more; }");
        Path wait = write(temp.resolve("calls.wait"), "");
        Process cutOff = process(launcher).start();
        awaitBuilds(2);
        cutOff.destroy();
        assertThat(cutOff.waitFor()).isEqualTo(143);
        Files.delete(wait);

        assertThat(start(launcher).exit()).isEqualTo(7);
        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws Exception {
        Path wait = write(temp.resolve("calls.wait"), "");
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            starts.add(process(launcher).redirectError(temp.resolve("err" + i).toFile()).start());
        }
        awaitBuilds(1);
        Files.delete(wait);
        for (Process start : starts) {
            start.getOutputStream().close();
            assertThat(start.waitFor()).isEqualTo(7);
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void twoStartsAtOnceBuildOnceWhereThereIsNoFlock() throws Exception {
        Path wait = write(temp.resolve("calls.wait"), "");
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ProcessBuilder start = process(launcher);
            start.environment().put("PATH", tools + ":" + programsBut("flock", "java", "mvn"));
            starts.add(start.redirectError(temp.resolve("err" + i).toFile()).start());
        }
        awaitBuilds(1);
        Files.delete(wait);
        for (Process start : starts) {
            start.getOutputStream().close();
            assertThat(start.waitFor()).isEqualTo(7);
        }
        assertThat(builds()).isEqualTo(1);
        assertThat(clone.resolve(".launcher/lock.pid")).doesNotExist();
    }

    @Test
    void withoutMavenItSaysSoInOneSentence() throws Exception {
        ProcessBuilder start = process(launcher);
        start.environment().put("PATH", programsBut("mvn").toString());

        Finished told = Finished.run(start, "");

        assertThat(told.exit()).isEqualTo(127);
        assertThat(told.err()).startsWith("errand: Maven is needed").hasLineCount(1);
    }

    @Test
    void worksThroughLinksFromAnyFolder() throws Exception {
        Path bin = Files.createDirectories(temp.resolve("my bin"));
        Files.createSymbolicLink(bin.resolve("absolute"), launcher);
        Path relative = Files.createSymbolicLink(bin.resolve("errand"), Path.of("absolute"));
        ProcessBuilder start = process(relative, "x").directory(bin.toFile());

        Finished started = Finished.run(start, "");

        assertThat(started.out())
                .contains(
                        "home=" + clone.toRealPath().resolve("run") + "\n",
                        "folder=" + bin.toRealPath() + "\n",
                        "args=x\n");
    }

    @Test
    void theDistributionRunsByItselfWithItsHomeBesideItsParts() throws Exception {
        Path folder = unpacked();
        Path link = Files.createSymbolicLink(temp.resolve("bot"), folder.resolve("bin/errand"));

        Finished started = start(link, "x");

        assertThat(started.exit()).isEqualTo(7);
        assertThat(started.out())
                .contains("home=" + folder.toRealPath().resolve("run") + "\n", "args=x\n");
    }

    @Test
    void findsTheJdkWhereJavaHomeAndThePathLeadToAnOlderJava() throws Exception {
        Path old = jdk(temp.resolve("old"), "JAVA_VERSION=\"17.0.15\"\n", "#!/bin/sh\nexit 1\n");
        Files.createDirectories(temp.resolve("person/.sdkman/candidates/java"));
        Files.createSymbolicLink(temp.resolve("person/.sdkman/candidates/java/25.0.3-tem"), JDK);
        ProcessBuilder start = process(unpacked().resolve("bin/errand"));
        start.environment().put("JAVA_HOME", old.toString());
        start.environment().put("PATH", old.resolve("bin") + ":" + programsBut("java"));
        start.environment().put("HOME", temp.resolve("person").toString());

        Finished started = Finished.run(start, "");

        assertThat(started.err()).isEmpty();
        assertThat(started.exit()).isEqualTo(7);
    }

    @Test
    void javaHomeComesFirst() throws Exception {
        Path mine = Files.createSymbolicLink(temp.resolve("mine"), JDK);
        ProcessBuilder start = process(unpacked().resolve("bin/errand"));
        start.environment().put("JAVA_HOME", mine.toString());

        assertThat(Finished.run(start, "").exit()).isEqualTo(7);
    }

    @Test
    void asksAJavaThatHasNoReleaseFile() throws Exception {
        Path shim = Files.createDirectories(temp.resolve("shims"));
        executable(shim.resolve("java"), "#!/bin/sh\nexec '" + JDK + "/bin/java' \"$@\"\n");
        Path script = withoutUsualPlaces(unpacked());
        ProcessBuilder start = process(script);
        start.environment().remove("JAVA_HOME");
        start.environment().put("PATH", shim + ":" + programsBut("java"));

        assertThat(Finished.run(start, "").exit()).isEqualTo(7);
    }

    @Test
    void withoutAJdkItSaysInOneSentenceWhatToInstall() throws Exception {
        Path script = withoutUsualPlaces(unpacked());
        ProcessBuilder start = process(script);
        start.environment().remove("JAVA_HOME");
        start.environment().put("PATH", programsBut("java").toString());

        Finished told = Finished.run(start, "");

        assertThat(told.exit()).isEqualTo(127);
        assertThat(told.out()).isEmpty();
        assertThat(told.err())
                .startsWith("errand: no JDK 25 was found")
                .contains("openjdk-25-jdk", "JAVA_HOME")
                .hasLineCount(1);
    }

    @Test
    void anOperatorsOptionsWinAndAreNoSettings() throws Exception {
        ProcessBuilder start = process(unpacked().resolve("bin/errand"));
        start.environment().put("ERRAND_JAVA_OPTS", "-Xmx77m -Dx=*");

        assertThat(Finished.run(start, "").out())
                .contains("left=null\n")
                .containsPattern("heap=7[0-9]\n");
    }

    @Test
    void argumentsBeyondAsciiArriveWithoutALocale() throws Exception {
        ProcessBuilder start = process(unpacked().resolve("bin/errand"), "grüße-日本");
        start.environment()
                .keySet()
                .removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));

        assertThat(Finished.run(start, "héé").out()).contains("args=grüße-日本\n", "in=héé\n");
    }

    @Test
    void becomesTheJvmSoThatSignalsReachIt() throws Exception {
        Process started = process(unpacked().resolve("bin/errand"), "hang").start();
        String pid = started.inputReader(UTF_8).readLine();

        assertThat(pid).isEqualTo(String.valueOf(started.pid()));
        started.destroy();
        assertThat(started.waitFor()).isZero();
    }

    private Finished start(Path script, String... arguments) throws InterruptedException {
        return Finished.run(process(script, arguments), "!hello\n");
    }

    private ProcessBuilder process(Path script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().keySet().removeIf(name -> name.startsWith("ERRAND_"));
        process.environment().put("PATH", tools + ":" + System.getenv("PATH"));
        process.environment().put("JAVA_HOME", JDK.toString());
        process.environment().put("CALLS", calls.toString());
        process.environment().put("MADE", made.toString());
        return process;
    }

    private long builds() throws IOException {
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    private void awaitBuilds(int number) {
        await().until(() -> builds() == number);
    }

    /** The distribution as if unpacked from its zip. */
    private Path unpacked() throws IOException {
        Path folder = temp.resolve("un packed/errand");
        Files.createDirectories(folder.resolve("lib"));
        copy(made.resolve("lib/bot.jar"), folder.resolve("lib/bot.jar"));
        for (String file : List.of("bin/errand", "bin/java.sh", "conf/jvm.options")) {
            copy(REPOSITORY.resolve("distribution/src").resolve(file), folder.resolve(file));
        }
        return folder;
    }

    /**
     * The machine that runs the test has a JDK 25 in a usual place, so those places are renamed in
     * the script.
     */
    private static Path withoutUsualPlaces(Path folder) throws IOException {
        Path script = folder.resolve("bin/java.sh");
        String text = Files.readString(script);
        String without =
                text.replaceAll("(?m)(^ +|in )/(usr|Library|opt)/", "$1/nowhere/")
                        .replaceAll(" /(usr|opt|Library)/", " /nowhere/");
        Files.writeString(script, without.replace("${HOME:-/}", "/nowhere"));
        return folder.resolve("bin/errand");
    }

    /** A folder with the programs that the launchers use, but some. */
    private Path programsBut(String... names) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("but-" + String.join("-", names)));
        Set<String> programs = new TreeSet<>(PROGRAMS);
        programs.removeAll(Set.of(names));
        for (String part : System.getenv("PATH").split(":", -1)) {
            for (String program : programs) {
                Path link = folder.resolve(program);
                if (Files.isExecutable(Path.of(part, program)) && !Files.exists(link)) {
                    executable(link, "#!/bin/sh\nexec '" + part + "/" + program + "' \"$@\"\n");
                }
            }
        }
        return folder;
    }

    private static Path jdk(Path folder, String release, String java) throws IOException {
        write(folder.resolve("release"), release);
        executable(folder.resolve("bin/java"), java);
        return folder;
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static void executable(Path file, String text) throws IOException {
        Files.setPosixFilePermissions(
                write(file, text), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }
}
