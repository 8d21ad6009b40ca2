package dev.errand.testkit;

import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** A storage that can be taken away, as a Redis can, and outlives the bots that use it. */
final class Outage {

    private static final Set<String> EVEN_WHILE_AWAY = Set.of("watch", "health");

    private volatile boolean away;

    void begin() {
        away = true;
    }

    void end() {
        away = false;
    }

    Storage around(Storage storage) {
        InvocationHandler handler =
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    if (away && !EVEN_WHILE_AWAY.contains(method.getName())) {
                        throw new StorageException("The storage of this test is away");
                    }
                    try {
                        return method.invoke(storage, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                };
        return (Storage)
                Proxy.newProxyInstance(
                        Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, handler);
    }
}
