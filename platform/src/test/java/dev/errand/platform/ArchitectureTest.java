package dev.errand.platform;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds the house to its plan: docs/adr and CONTRIBUTING say why. */
class ArchitectureTest {

    private static final String ROOT = "dev.errand.platform";

    private static final JavaClasses HOST =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    /** Packages that hold two entries for a stated reason; their package-info says which. */
    private static final Map<String, Integer> ENTRIES =
            Map.ofEntries(
                    Map.entry("command", 8),
                    Map.entry("execution", 7),
                    Map.entry("plugin", 7),
                    Map.entry("dispatch", 4),
                    Map.entry("boot", 2),
                    Map.entry("audit", 2),
                    Map.entry("log", 3),
                    Map.entry("identity", 3),
                    Map.entry("limit", 2),
                    Map.entry("store", 6),
                    Map.entry("operate", 2),
                    Map.entry("repository", 3),
                    Map.entry("reply", 2));

    @Test
    void noPackagesGoInCircles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(HOST);
    }

    @Test
    void arrowsPointDownward() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("boot")
                .definedBy(ROOT + ".boot..")
                .layer("doors")
                .definedBy(
                        ROOT + ".gateway..",
                        ROOT + ".health..",
                        ROOT + ".operate..",
                        ROOT + ".doctor..",
                        ROOT + ".shell..")
                .layer("admin")
                .definedBy(ROOT + ".admin..")
                .layer("repository")
                .definedBy(ROOT + ".repository..")
                .layer("dispatch")
                .definedBy(ROOT + ".dispatch..")
                .layer("isolation")
                .definedBy(ROOT + ".isolation..")
                .layer("plugin")
                .definedBy(ROOT + ".plugin..")
                .layer("stages")
                .definedBy(
                        ROOT + ".identity..",
                        ROOT + ".access..",
                        ROOT + ".audit..",
                        ROOT + ".limit..",
                        ROOT + ".reply..")
                .layer("command")
                .definedBy(ROOT + ".command..")
                .layer("ground")
                .definedBy(
                        ROOT + ".execution..",
                        ROOT + ".store..",
                        ROOT + ".config..",
                        ROOT + ".log..")
                .whereLayer("boot")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("doors")
                .mayOnlyBeAccessedByLayers("boot")
                .whereLayer("admin")
                .mayOnlyBeAccessedByLayers("boot")
                .whereLayer("repository")
                .mayOnlyBeAccessedByLayers("boot", "admin")
                .whereLayer("dispatch")
                .mayOnlyBeAccessedByLayers("boot", "doors", "admin")
                .whereLayer("isolation")
                .mayOnlyBeAccessedByLayers("boot")
                .whereLayer("plugin")
                .mayOnlyBeAccessedByLayers(
                        "boot", "doors", "admin", "dispatch", "repository", "isolation")
                .whereLayer("stages")
                .mayOnlyBeAccessedByLayers("boot", "doors", "admin", "dispatch")
                .whereLayer("command")
                .mayOnlyBeAccessedByLayers(
                        "boot",
                        "doors",
                        "admin",
                        "dispatch",
                        "plugin",
                        "stages",
                        "repository",
                        "isolation")
                .check(HOST);
    }

    @Test
    void theStagesDoNotKnowEachOther() {
        for (String stage : Set.of("identity", "access", "audit", "limit", "reply")) {
            noClasses()
                    .that(resideInAPackage(ROOT + "." + stage + ".."))
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage(ROOT + ".identity..")
                                    .or(resideInAPackage(ROOT + ".access.."))
                                    .or(resideInAPackage(ROOT + ".audit.."))
                                    .or(resideInAPackage(ROOT + ".limit.."))
                                    .or(resideInAPackage(ROOT + ".reply.."))
                                    .and(resideOutsideOfPackage(ROOT + "." + stage + "..")))
                    .allowEmptyShould(true)
                    .check(HOST);
        }
    }

    @Test
    void threadsComeFromOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".execution..")
                .and()
                // the JVM asks for a platform thread of its own to be told of a signal
                .doNotHaveFullyQualifiedName(ROOT + ".boot.Run")
                .should()
                .callMethod(Thread.class, "ofVirtual")
                .orShould()
                .callMethod(Thread.class, "ofPlatform")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Executors.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ThreadPoolExecutor.class)
                .check(HOST);
    }

    /** Whoever adds another way to run code of a plugin for a person leads it through the gate. */
    @Test
    void allWaysToAPluginsCodeLeadThroughThePassage() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".dispatch.CommandRuns")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".plugin.Invocations")
                .and()
                // in a plugin's own process, behind what the host's passage let through
                .doNotHaveFullyQualifiedName(ROOT + ".isolation.ChildSide")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ROOT + ".plugin.Invocations")
                .check(HOST);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".dispatch.Passage")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".dispatch.CommandRuns")
                .should()
                .callMethodWhere(
                        com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With
                                        .owner(
                                                com.tngtech.archunit.core.domain.JavaClass
                                                        .Predicates.type(commandRuns()))))
                .check(HOST);
    }

    private static Class<?> commandRuns() {
        try {
            return Class.forName(ROOT + ".dispatch.CommandRuns");
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void classLoadersAreMadeWherePluginsAreLoaded() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".plugin..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.net.URLClassLoader.class)
                .check(HOST);
    }

    @Test
    void theTimeIsToldByAnInjectedClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".boot..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(HOST);
    }

    @Test
    void everyPackageIsNullMarkedAndDescribed() throws Exception {
        for (String name : packages()) {
            Class<?> info = Class.forName(name + ".package-info");
            assertThat(info.isAnnotationPresent(NullMarked.class)).as(name).isTrue();
        }
    }

    @Test
    void noPackageIsADrawer() {
        assertThat(packages())
                .noneMatch(name ->
                        name.matches(
                                ".*\\.(util|utils|impl|model|service|common|helper|misc)(\\..*)?"));
    }

    @Test
    void aPackageHasOneDoorUnlessItsDescriptionNamesMore() {
        Map<String, Integer> doors = new TreeMap<>();
        HOST.stream()
                .filter(type ->
                        type.getModifiers()
                                .contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC))
                .filter(type ->
                        type.isTopLevelClass()
                                && !type.isInterface()
                                && !type.isRecord()
                                && !type.isEnum())
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .forEach(type -> doors.merge(type.getPackageName(), 1, Integer::sum));
        doors.forEach((name, count) -> {
            String local = name.substring(ROOT.length() + 1);
            assertThat(count)
                    .as("public classes of " + name)
                    .isLessThanOrEqualTo(ENTRIES.getOrDefault(local, 1));
        });
    }

    @Test
    void everyMethodOfATestIsATest() {
        JavaClasses tests =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                        .importPackages(ROOT);
        classes()
                .that()
                .haveSimpleNameEndingWith("Test")
                .should(haveOnlyAnnotatedVoidMethods())
                .check(tests);
    }

    private static ArchCondition<JavaClass> haveOnlyAnnotatedVoidMethods() {
        return new ArchCondition<>("have only annotated void methods beside private ones") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Method method : type.reflect().getDeclaredMethods()) {
                    boolean candidate =
                            method.getReturnType() == void.class
                                    && !java.lang.reflect.Modifier.isPrivate(method.getModifiers())
                                    && !java.lang.reflect.Modifier.isStatic(method.getModifiers())
                                    && !method.isSynthetic();
                    boolean annotated =
                            Arrays.stream(method.getAnnotations())
                                    .anyMatch(a ->
                                            a.annotationType().getName().startsWith("org.junit."));
                    if (candidate && !annotated) {
                        events.add(SimpleConditionEvent.violated(method, method + " is never run"));
                    }
                }
            }
        };
    }

    private static Set<String> packages() {
        return new java.util.TreeSet<>(HOST.stream().map(JavaClass::getPackageName).toList());
    }
}
