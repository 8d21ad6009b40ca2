package dev.errand.platform.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainStartTest {

    @Test
    void whatASupervisorWritesIsRead() {
        assertThat(PlainStart.place(new String[] {}, Map.of("ERRAND_HOME", "/h")))
                .hasValueSatisfying(place -> assertThat(place.home()).isEqualTo(Path.of("/h")));
        assertThat(
                        PlainStart.place(
                                new String[] {"--config", "/c", "--home", "/a"},
                                Map.of("ERRAND_HOME", "/h")))
                .hasValueSatisfying(place -> {
                    assertThat(place.home()).isEqualTo(Path.of("/a"));
                    assertThat(place.namedConfig()).contains(Path.of("/c"));
                });
    }

    @Test
    void allElseIsLeftToPicocli() {
        for (String line :
                new String[] {
                    "check",
                    "--home",
                    "--home --config",
                    "--home= x",
                    "-h",
                    "--home x doctor",
                    "@x y"
                }) {
            assertThat(PlainStart.place(line.split(" ", -1), Map.of())).as(line).isEmpty();
        }
    }
}
