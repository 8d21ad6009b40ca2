package dev.errand.platform.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.platform.config.ConfigFile;
import dev.errand.platform.config.ConfigResult;
import dev.errand.platform.config.ErrandConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectationsTest {

    @TempDir Path folder;

    private ErrandConfig config(String access) throws Exception {
        String text = "chats.office { type = console }\nadmins = [\"office:root\"]\n" + access;
        Path file = Files.writeString(folder.resolve("errand.conf"), text);
        return ((ConfigResult.Loaded) ConfigFile.load(file, Map.of())).config();
    }

    @Test
    void theExamplesOfTheDocumentsHold() throws Exception {
        String page = Files.readString(Path.of("../docs/access.md"));
        Matcher blocks = Pattern.compile("(?s)```\n(.*?)```").matcher(page);
        assertThat(blocks.find()).isTrue();
        ErrandConfig config = config(blocks.group(1));
        assertThat(blocks.find()).isTrue();

        Expectations.Result result =
                new Expectations(config).check(blocks.group(1).lines().toList());

        assertThat(result.misses()).isEmpty();
        assertThat(result.lines()).isEqualTo(4);
    }

    @Test
    void whatDoesNotHoldOrCannotBeReadIsTold() throws Exception {
        ErrandConfig config = config("access.rules = [{ deny = deploy }]");

        Expectations.Result result =
                new Expectations(config)
                        .check(
                                List.of(
                                        "deny | office:ann | direct office | x:deploy",
                                        "allow | office:ann | direct office | x:deploy",
                                        "allow | office:ann | direct office | x:status",
                                        "maybe | office:ann | direct office | x:deploy",
                                        "deny | ann | direct office | x:deploy",
                                        "deny | office:ann | somewhere | x:deploy",
                                        "deny | office:ann | direct office | deploy",
                                        "deny | office:ann | direct office | x:deploy | prod",
                                        "deny | office:ann"));

        assertThat(result.misses())
                .extracting(Expectations.Miss::line)
                .containsExactly(2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(result.misses().getFirst().words())
                .isEqualTo("expected allow, but it is deny by errand.conf:3 (deny deploy)");
        assertThat(result.misses().get(1).words()).contains("no rule is about it");
    }

    @Test
    void theFileIsReadAnewAsAWhole() throws Exception {
        Path file = folder.resolve("errand.conf");
        ErrandConfig start = config("access.rules = [{ deny = deploy }]");
        LiveConfig live =
                new LiveConfig(
                        start,
                        () -> ConfigFile.load(file, Map.of()),
                        (changed, next, commit) -> {
                            commit.run();
                            return List.of();
                        },
                        Set::of);

        Files.writeString(
                file, "admins = [\"console:eve\"]\naccess.rules = [{ deny = x, to = nobody }]");
        LiveConfig.Reloaded broken = live.reload();
        assertThat(broken.taken()).isFalse();
        assertThat(broken.words()).contains("errand.conf:2", "'nobody' is nobody");
        assertThat(live.now()).isEqualTo(start);

        ErrandConfig next = config("access.rules = []\nexecution.deadline = 5s");
        assertThat(live.difference().lines())
                .startsWith("!config reload makes hold:")
                .containsSubsequence("Only a restart makes hold:", "execution.deadline: 1m → 5s");
        LiveConfig.Reloaded taken = live.reload();
        assertThat(taken.taken()).isTrue();
        assertThat(taken.words()).contains("0 rules", "Only a restart", "execution");
        assertThat(live.now().access()).isEqualTo(next.access());
        assertThat(live.now().execution()).isEqualTo(start.execution());
        assertThat(live.difference().lines())
                .containsExactly("Only a restart makes hold:", "execution.deadline: 1m → 5s");
    }
}
