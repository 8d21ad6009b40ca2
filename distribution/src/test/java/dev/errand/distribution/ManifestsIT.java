package dev.errand.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a cluster would make of the manifests and of the chart, as far as that can be told without
 * one: Kubernetes' own model must know every field and every type, Helm must render the chart, and
 * the bot must take the configuration that they hold.
 */
class ManifestsIT {

    private static final Path DOCKER = Path.of("../docker");
    private static final Map<String, Class<? extends HasMetadata>> KINDS =
            Map.of(
                    "ConfigMap", ConfigMap.class,
                    "Deployment", Deployment.class,
                    "NetworkPolicy", NetworkPolicy.class,
                    "PodDisruptionBudget", PodDisruptionBudget.class,
                    "ServiceAccount", ServiceAccount.class,
                    "StatefulSet", StatefulSet.class);

    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    @TempDir Path folder;

    @Test
    void thePlainManifestsAreWhatAClusterKnowsAndTheBotTakesTheirConfiguration() throws Exception {
        List<HasMetadata> objects =
                objects(Files.readString(DOCKER.resolve("kubernetes/base/errand.yaml")));

        assertThat(objects)
                .extracting(HasMetadata::getKind)
                .contains("StatefulSet", "ConfigMap", "NetworkPolicy", "PodDisruptionBudget");
        hardened(pod(objects));
        theBotTakes(objects);
        JsonNode list =
                yaml.readTree(DOCKER.resolve("kubernetes/base/kustomization.yaml").toFile());
        for (JsonNode file : list.get("resources")) {
            assertThat(DOCKER.resolve("kubernetes/base").resolve(file.asText())).isRegularFile();
        }
    }

    @Test
    void aFieldOrValueThatNoClusterKnowsIsFound() {
        assertThatThrownBy(() ->
                        objects("apiVersion: v1\nkind: ConfigMap\nmetadata: {nmae: x}\ndata: {}"))
                .hasMessageContaining("nmae");
        assertThatThrownBy(() ->
                        objects("apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: [many]}"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void helmFindsNothingToComplainOfInTheChart() {
        LintResult lint = helm().lint().strict().call();

        assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
    }

    @Test
    void theChartIsAStatefulSetWithAVolumeUnlessToldOtherwise() throws Exception {
        List<HasMetadata> objects = objects(rendered(helm().template()));

        StatefulSet set = only(objects, StatefulSet.class);
        assertThat(set.getSpec().getReplicas()).isEqualTo(1);
        assertThat(set.getSpec().getVolumeClaimTemplates()).hasSize(1);
        assertThat(set.getSpec().getSelector().getMatchLabels())
                .allSatisfy((name, value) ->
                        assertThat(set.getSpec().getTemplate().getMetadata().getLabels())
                                .containsEntry(name, value));
        hardened(pod(objects));
        theBotTakes(objects);
    }

    @Test
    void withRedisTheChartIsADeploymentThatNeverRunsTwice() throws Exception {
        List<HasMetadata> objects =
                objects(
                        rendered(
                                helm().template()
                                        .set("storage.type", "redis")
                                        .set("existingSecret", "tokens")
                                        .set("networkPolicy", "false")
                                        .set("environment.ERRAND_PREFIX", "?")));

        Deployment deployment = only(objects, Deployment.class);
        assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("Recreate");
        assertThat(objects).noneMatch(NetworkPolicy.class::isInstance);
        PodSpec pod = pod(objects);
        assertThat(pod.getVolumes())
                .anyMatch(volume ->
                        volume.getSecret() != null
                                && volume.getSecret().getSecretName().equals("tokens"));
        assertThat(pod.getContainers().getFirst().getEnv())
                .anyMatch(
                        env -> env.getName().equals("ERRAND_PREFIX") && env.getValue().equals("?"));
        hardened(pod);
        theBotTakes(objects);
    }

    @Test
    void aStorageThatTheChartDoesNotKnowIsRefusedInWords() {
        TemplateCommand template = helm().template().set("storage.type", "redsi");

        assertThatThrownBy(template::call).hasMessageContaining("Known: h2, redis");
    }

    private static Helm helm() {
        assumeThat(System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .as("the native Helm of these tests is for it")
                .isEqualTo("Linux amd64");
        return new Helm(DOCKER.resolve("helm/errand").toAbsolutePath().normalize());
    }

    private static String rendered(TemplateCommand template) {
        return template.withName("bot").call();
    }

    private List<HasMetadata> objects(String text) throws IOException {
        List<HasMetadata> objects = new ArrayList<>();
        try (var documents = yaml.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                if (document.isObject()) {
                    objects.add(object(document));
                }
            }
        }
        return objects;
    }

    private HasMetadata object(JsonNode document) throws IOException {
        String kind = document.get("kind").asText();
        Class<? extends HasMetadata> type =
                Optional.ofNullable(KINDS.get(kind))
                        .orElseThrow(() -> new AssertionError("A kind not looked at: " + kind));
        HasMetadata object = yaml.treeToValue(document, type);
        assertThat(document.get("apiVersion").asText()).isEqualTo(HasMetadata.getApiVersion(type));
        List<String> unknown = new ArrayList<>();
        collectUnknown(kind, object, unknown);
        assertThat(unknown).as("fields that Kubernetes does not know").isEmpty();
        return object;
    }

    /** Every part of the model keeps the fields that it does not know in a map of its own. */
    private static void collectUnknown(String path, Object part, List<String> unknown) {
        switch (part) {
            case Iterable<?> items ->
                    items.forEach(item -> collectUnknown(path + "[]", item, unknown));
            case Map<?, ?> map ->
                    map.forEach((key, value) -> collectUnknown(path + "." + key, value, unknown));
            default -> {
                if (part.getClass().getName().startsWith("io.fabric8.kubernetes.api.model")) {
                    fields(path, part, unknown);
                }
            }
        }
    }

    private static void fields(String path, Object part, List<String> unknown) {
        for (Field field : part.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            field.setAccessible(true);
            try {
                Object value = field.get(part);
                if (field.getName().equals("additionalProperties")) {
                    ((Map<?, ?>) value).keySet().forEach(key -> unknown.add(path + "." + key));
                } else if (value != null) {
                    collectUnknown(path + "." + field.getName(), value, unknown);
                }
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static <T> T only(List<HasMetadata> objects, Class<T> type) {
        List<T> found = objects.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static PodSpec pod(List<HasMetadata> objects) {
        return objects.stream()
                .flatMap(object ->
                        switch (object) {
                            case StatefulSet set ->
                                    java.util.stream.Stream.of(
                                            set.getSpec().getTemplate().getSpec());
                            case Deployment deployment ->
                                    java.util.stream.Stream.of(
                                            deployment.getSpec().getTemplate().getSpec());
                            default -> java.util.stream.Stream.<PodSpec>empty();
                        })
                .findFirst()
                .orElseThrow();
    }

    private static void hardened(PodSpec pod) {
        Container bot = pod.getContainers().getFirst();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(bot.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(bot.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(bot.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(bot.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/healthz");
        assertThat(bot.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
        assertThat(bot.getResources().getLimits()).containsKey("memory");
        assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThanOrEqualTo(20);
        List<String> volumes = new ArrayList<>(List.of("home"));
        pod.getVolumes().forEach(volume -> volumes.add(volume.getName()));
        assertThat(bot.getVolumeMounts())
                .allSatisfy(mount -> assertThat(volumes).contains(mount.getName()));
    }

    private void theBotTakes(List<HasMetadata> objects) throws Exception {
        Path file = folder.resolve("taken.conf");
        Files.writeString(file, only(objects, ConfigMap.class).getData().get("errand.conf"));

        Finished check =
                Finished.run(Bot.command(folder, "check", "--config", file.toString()), "");

        assertThat(check.err()).isEmpty();
        assertThat(check.exit()).isZero();
    }
}
