package dev.errand.plugins.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.api.Plugin;
import dev.errand.api.Reply;
import dev.errand.api.UserError;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/**
 * Opens the packaged JAR as the host does: its parent shows the JDK, the API and SLF4J, nothing
 * else.
 */
@Timeout(60)
class DnsPluginJarIT {

    private static final Path JAR = Path.of(System.getProperty("plugin.jar"));

    @Test
    void theJarHoldsNothingThatTheHostShows() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .contains(
                            "org/xbill/DNS/Message.class", "dev/errand/plugins/dns/DnsPlugin.class")
                    .noneMatch(name -> name.startsWith("dev/errand/api/"))
                    .noneMatch(name -> name.startsWith("org/slf4j/"))
                    .noneMatch(name -> name.startsWith("org/jspecify/"))
                    // Would make dnsjava the JVM's own resolver wherever the JAR got onto a class
                    // path.
                    .doesNotContain("META-INF/services/java.net.spi.InetAddressResolverProvider");
            assertThat(jar.getManifest().getMainAttributes().getValue("Plugin-Id"))
                    .isEqualTo("dns");
            assertThat(jar.getManifest().getMainAttributes().getValue("Plugin-Class"))
                    .isEqualTo("dev.errand.plugins.dns.DnsPlugin");
        }
    }

    @Test
    void afterUseNeitherItsLoaderNorAThreadStays() throws Exception {
        try (FakeDnsServer server = new FakeDnsServer()) {
            server.serve("example.com. 60 A 192.0.2.1")
                    .serve("big.example.com. 60 A 192.0.2.2")
                    .react("silent.example.com", (query, tcp) -> List.of())
                    .react(
                            "big.example.com",
                            (query, tcp) ->
                                    List.of(tcp ? server.honest(query).toWire() : cut(query)));
            Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

            WeakReference<ClassLoader> loader = digAndClose(server.port());

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> {
                        System.gc();
                        assertThat(loader.get()).isNull();
                    });
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .filteredOn(thread -> !thread.getName().startsWith("awaitility"))
                    .isEmpty();
        }
    }

    private static byte[] cut(Message query) {
        Message answer = FakeDnsServer.answerTo(query, Rcode.NOERROR);
        answer.getHeader().setFlag(Flags.TC);
        return answer.toWire();
    }

    /** Uses every way through the plugin; nothing of it may be held when this returns. */
    private static WeakReference<ClassLoader> digAndClose(int port) throws Exception {
        URLClassLoader loader = new URLClassLoader(new URL[] {JAR.toUri().toURL()}, new HostView());
        try (loader) {
            Plugin plugin = plugin(loader, port);
            plugin.start();
            assertThat(dig(plugin, "example.com")).isEqualTo(Reply.plain("192.0.2.1"));
            assertThat(dig(plugin, "big.example.com")).isEqualTo(Reply.plain("192.0.2.2"));
            assertThat(dig(plugin, "nosuch.example.com").toString()).contains("NXDOMAIN");
            assertThat(refusal(plugin, "silent.example.com")).contains("stayed silent");
            assertThat(refusal(plugin, "a..b")).contains("is not a domain name");
            plugin.stop();
        }
        return new WeakReference<>(loader);
    }

    private static Plugin plugin(ClassLoader loader, int port) throws ReflectiveOperationException {
        Class<?> type = loader.loadClass("dev.errand.plugins.dns.DnsPlugin");
        assertThat(type.getClassLoader()).isSameAs(loader);
        Constructor<?> constructor = type.getConstructors()[0];
        Constructor<?> settings = constructor.getParameterTypes()[0].getConstructors()[0];
        return (Plugin)
                constructor.newInstance(
                        settings.newInstance(
                                List.of("127.0.0.1"), Duration.ofMillis(300), port, true));
    }

    private static Reply dig(Plugin plugin, String name) throws ReflectiveOperationException {
        Method dig =
                Arrays.stream(plugin.getClass().getDeclaredMethods())
                        .filter(method -> method.getName().equals("dig"))
                        .findFirst()
                        .orElseThrow();
        dig.setAccessible(true);
        return (Reply) dig.invoke(plugin, Optional.empty(), name, Optional.empty(), true);
    }

    private static String refusal(Plugin plugin, String name) throws ReflectiveOperationException {
        try {
            return dig(plugin, name).toString();
        } catch (InvocationTargetException e) {
            assertThat(e.getCause()).isInstanceOf(UserError.class);
            return e.getCause().getMessage();
        }
    }

    /** What the host shows a plugin. */
    private static final class HostView extends ClassLoader {

        private static final List<String> SHOWN =
                List.of("dev.errand.api.", "org.slf4j.", "org.jspecify.");

        HostView() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (SHOWN.stream().noneMatch(name::startsWith)) {
                throw new ClassNotFoundException(name);
            }
            return DnsPluginJarIT.class.getClassLoader().loadClass(name);
        }
    }
}
