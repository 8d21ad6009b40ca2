package dev.errand.storage.contract;

import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageContext;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that {@link Storage} promises, as tests. A storage's own test extends it, says how the
 * storage is opened, and runs it against the real engine:
 *
 * <pre>{@code
 * class DiskStorageTest extends StorageContract {
 *     @Override
 *     protected Storage open(StorageContext context) {
 *         return new DiskStorageFactory().open(new DiskSettings("errand"), context);
 *     }
 * }
 * }</pre>
 *
 * Each test starts with an empty storage, so a storage outside of the context's folder is to be
 * emptied by {@link #open}, where {@link #firstOpen()} says so.
 */
public abstract class StorageContract
        implements ValuesContract,
                VersionsContract,
                ExpiryContract,
                ListingContract,
                TogetherContract,
                WatchContract,
                LifeContract {

    private final SettableClock clock = new SettableClock();
    private boolean firstOpen = true;
    private ContractContext context;
    private Storage storage;

    /** Made by JUnit, through a subclass. */
    protected StorageContract() {}

    /**
     * Opens the storage under test, over what an earlier call in the same test left there.
     *
     * @param context folder, clock and threads for the storage
     * @return the open storage
     */
    protected abstract Storage open(StorageContext context);

    /**
     * Whether the storage keeps its values when it is closed and opened again. True unless
     * overridden.
     *
     * @return false for a storage that is meant to forget
     */
    @Override
    public boolean durable() {
        return true;
    }

    /**
     * Whether {@link #open} is called for the first time in a test, and so has to give an empty
     * storage.
     *
     * @return true until the first storage is open
     */
    protected final boolean firstOpen() {
        return firstOpen;
    }

    /**
     * The storage under test.
     *
     * @return the one that was opened last
     */
    @Override
    public final Storage storage() {
        return storage;
    }

    /**
     * The clock that the storage under test tells expiry by.
     *
     * @return a clock that stands until a test moves it
     */
    @Override
    public final SettableClock clock() {
        return clock;
    }

    /**
     * Closes the storage under test and opens it again.
     *
     * @return the storage that is open now
     */
    @Override
    public final Storage reopened() {
        closeStorage();
        openStorage(context.folder());
        return storage;
    }

    /**
     * Opens an empty storage.
     *
     * @param folder made by JUnit, empty
     */
    @BeforeEach
    public final void openStorage(@TempDir Path folder) {
        context = new ContractContext(folder, clock);
        storage = open(context);
        firstOpen = false;
    }

    /** Closes the storage; its threads must end with it. */
    @AfterEach
    public final void closeStorage() {
        storage.close();
        context.close();
    }
}
